puts("main begins") // expect: main begins
import "./lib/deep/leaf"
// expect: counter runs
// expect: leaf runs
puts("between") // expect: between
import "./lib/counter"
import "./lib/../lib/./counter.monkey" as again
import "./lib/deep/../deep/leaf.monkey" as other
puts(leaf.leaf(), counter.next(), again.next(), other.leaf())
// expect: 1
// expect: 2
// expect: 3
// expect: 4
puts(counter == again, leaf == other, counter == leaf)
// expect: true
// expect: true
// expect: false
