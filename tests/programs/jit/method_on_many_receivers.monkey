// Records of several shapes at one place: the field is found in each.
let rs = [{"x": 1, "y": 2}, {"y": 3, "x": 4}, {"x": 0.5}, {"z": 1, "x": 5}, {"a": 1, "b": 2, "c": 3, "x": 7}, {"x": "s"}]
let s = 0
let strings = 0
for (let i = 0; i < 900; i++) {
    let r = rs[i < 300 ? i % 2 : i % 6]
    let x = r.x
    if (type(x) == "string") { strings++ } else { s = s + x; r.x = i % 5 + x % 1 }
    if (i == 600) { delete(rs[4], "b") }
}
puts(s, strings, rs)
// expect: 1657.0
// expect: 100
// expect: [{"x": 4, "y": 2}, {"y": 3, "x": 0}, {"x": 1.5}, {"z": 1, "x": 2}, {"a": 1, "c": 3, "x": 3}, {"x": "s"}]
