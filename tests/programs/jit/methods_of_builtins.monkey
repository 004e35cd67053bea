// Builtins called as methods of receivers of changing kinds.
let xs = ["abc", [1, 2], {"k": 1}, "é", [], [0.5, 2]]
let s = 0
let parts = []
for (let i = 0; i < 600; i++) {
    let x = xs[i < 200 ? 0 : i % 6]
    s = s + x.len()
    if (i % 111 == 0) { parts.push(x.type() + x.str().upper()) }
}
puts(s, parts)
// expect: 1198
// expect: ["stringABC", "stringABC", "stringABC", "stringÉ", "stringABC", "stringÉ"]
