// Functions in hash fields, which change; a field hides a builtin of the same name.
let o = {"n": 0, "step": 1}
o.add = k => o.n = o.n + k * o.step
let log = []
for (let i = 0; i < 600; i++) {
    o.add(i)
    if (i == 200) { o.add = k => o.n = o.n - k }
    if (i == 300) { o.len = () => -5 }
    if (i == 400) { o.step = 0.5; delete(o, "len") }
    if (i % 100 == 50) { log.push([o.n, o.len()]) }
}
puts(log)
// expect: [[1275, 3], [11325, 3], [8825, 3], [-21225, -5], [-61275, 3], [-111325, 3]]
