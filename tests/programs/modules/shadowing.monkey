import "./lib/hot" as m
puts(m.step) // expect: 3
fn f(m) { m.step }
puts(f({"step": 1})) // expect: 1
if (true) {
    let m = {"step": 2}
    puts(m.step) // expect: 2
}
for (m in [{"step": 5}]) { puts(m.step) } // expect: 5
puts(m.step) // expect: 3
let m = 7
puts(m) // expect: 7
