// An array of arrays whose rows are shared, replaced and of different kinds.
let row = [1, 2, 3]
let m = [row, row, [0.5, 1, 2], ["a", "b", "c"]]
let s = 0
for (let i = 0; i < 400; i++) {
    let r = m[i % 3]
    r[i / 3 % 3] = r[i / 3 % 3] + 1
    s = s + m[0][0] + m[1][1] * 2
    if (i == 200) { m[1] = [100, 100, 100] }
    if (i == 300) { m[2] = m[0] }
}
puts(s, m)
// expect: 71129
// expect: [[80, 80, 80], [122, 122, 122], [80, 80, 80], ["a", "b", "c"]]
