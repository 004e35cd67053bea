// Equal strings that were made in different ways: literals, joined, cut, long ones.
let long = "a long string that is not kept once for all programs"
let n = 0
let words = ["one", "two", "three", long]
for (let i = 0; i < 600; i++) {
    let w = words[i < 200 ? i % 3 : i % 4]
    let v = i % 5 == 0 ? w : i % 5 == 1 ? w[:1] + w[1:] : i % 5 == 2 ? `${w}` : i % 5 == 3 ? w + "x" : upper(w).lower()
    if (v == w) { n++ }
    if (v == "two") { n = n + 1000 }
    if (v == long) { n = n + 1000000 }
}
puts(n)
// expect: 80134480
