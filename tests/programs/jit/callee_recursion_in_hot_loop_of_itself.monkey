// A function with a hot loop that calls itself from inside the loop, with other types.
fn walk(xs, depth) {
    let n = 0
    for (x in xs) {
        if (type(x) == "array") { n = n + walk(x, depth + 1) } else { n = n + x * depth }
    }
    n
}
let nested = [1, [2, 3.5, [4, [5], []]], 6]
let s = 0
for (let i = 0; i < 60; i++) { s = s + walk(nested, 1); if (i == 40) { nested.push([i, [i]]) } }
puts(s)
// expect: 6800.0
