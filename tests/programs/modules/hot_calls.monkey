// Members that are known are called and read like the program's own: nothing is looked up, nothing ends a recording.
import "./lib/hot" as m
import "math" for sqrt
import "math"
let sum = 0
for (let i = 0; i < 200; i++) {
    sum += m.twice(i) + m.step + m.add(1)
    sum += floor(sqrt(i) * math.pi)
}
puts(sum, m.total)
// expect: 66300
// expect: 200
// expect jit: sites=3 exits<=1 cuts.too-long=0
