puts("main begins") // expect: main begins
import "./lib/counter"
// expect: counter runs
puts(counter.next()) // expect: 1
return
import "./lib/hot"
import "./lib/returns"
puts(hot.total)
