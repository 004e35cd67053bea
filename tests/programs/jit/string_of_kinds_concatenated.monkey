// ASCII and other strings, short and joined ones at one place.
let parts = ["a", "ß", "", "long enough to be no short string any more", "😀"]
let lengths = 0
let h = 0
let acc = ""
for (let i = 0; i < 300; i++) {
    let s = parts[i % 5] + parts[i / 5 % 5]
    if (s == "aß") { h++ }
    if (s < "b") { h = h + 1000 }
    lengths = lengths + len(s)
    acc = len(acc) > 100 ? s : acc + s
}
puts(h, lengths, len(acc))
// expect: 84012
// expect: 5400
// expect: 93
