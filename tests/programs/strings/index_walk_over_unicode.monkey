let s = "aé😀" * 100
let counts = {}
for (let i = 0; i < len(s); i++) { counts[s[i]] = (counts[s[i]] ?? 0) + 1 }
puts(counts) // expect: {"a": 100, "é": 100, "😀": 100}
let back = ""
for (let i = len(s) - 1; i >= len(s) - 3; i--) { back += s[i] }
puts(back) // expect: 😀éa
