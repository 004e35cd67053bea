// Comprehensions with conditions, over kinds that change.
let s = 0
for (let i = 0; i < 200; i++) {
    let xs = i % 4 == 0 ? range(i % 9) : i % 4 == 1 ? [0.5, i] : i % 4 == 2 ? "abc" : []
    let ys = [i % 4 == 2 ? ord(x) : x * 2 for x in xs if i % 4 == 2 || x < 100]
    s = s + sum(ys) + len(ys)
}
puts(s)
// expect: 18583.0
