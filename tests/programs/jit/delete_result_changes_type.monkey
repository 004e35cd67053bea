// The result of delete is an integer, a string, or null where nothing was.
let h = {}
let counts = {}
for (let i = 0; i < 700; i++) {
    if (i % 4 != 3) { h[i % 20] = i < 400 ? i : `v${i}` }
    let v = delete(h, (i + 3) % 20)
    counts[type(v)] = (counts[type(v)] ?? 0) + 1
}
puts(counts, len(h), h)
// expect: {"null": 187, "int": 300, "string": 213}
// expect: 12
// expect: {4: "v684", 5: "v685", 6: "v686", 8: "v688", 9: "v689", 10: "v690", 12: "v692", 13: "v693", 14: "v694", 16: "v696", 17: "v697", 18: "v698"}
