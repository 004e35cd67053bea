// options: --path tests/programs/modules/nowhere:tests/programs --path tests/programs/modules/lib
import "counter"
// expect: counter runs
import "modules/lib/hot.monkey" as hot
import "./lib/counter" as same
puts(counter.next(), same.next(), hot.step, counter == same)
// expect: 1
// expect: 2
// expect: 3
// expect: true
