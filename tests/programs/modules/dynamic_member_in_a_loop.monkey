// Modules, hashes and an instance of neither go through the same places.
import "./lib/hot"
import "./lib/counter"
// expect: counter runs
fn read(holder) { holder.step }
fn call(holder, n) { holder.twice(n) }
let holders = [hot, {"step": 30, "twice": x => x + 1}, hot]
let sum = 0
for (let i = 0; i < 60; i++) {
    sum += read(holders[i % 3])
    sum += call(holders[i % 3], i)
}
puts(sum) // expect: 3690
for (let i = 0; i < 40; i++) {
    hot.add(1)
    sum += holders[0].total
}
puts(sum, holders[2].total)
// expect: 4510
// expect: 40
let caught = 0
for (let i = 0; i < 20; i++) {
    try { read(counter) } catch (e) { caught += 1 }
}
puts(caught) // expect: 20
