// A string built in a loop from several sources; lengths and characters in the middle stay right.
let s = ""
for (let i = 0; i < 500; i++) {
    s = s + (i % 3 == 0 ? "ab" : i % 3 == 1 ? str(i) : "é")
    if (i % 100 == 99) { puts(len(s), s[-3:], s[i]) }
}
let n = 0
for (c in s) { if (c == "é") { n++ } }
puts(n, indexOf(s, "499"))
// expect: 164
// expect: éab
// expect: 6
// expect: 365
// expect: 199
// expect: b
// expect: 564
// expect: 98é
// expect: é
// expect: 764
// expect: éab
// expect: 1
// expect: 965
// expect: 499
// expect: b
// expect: 166
// expect: 962
