puts(null ?? 1) // expect: 1
puts(false ?? 1) // expect: false
puts(0 ?? 1) // expect: 0
let h = {"a": null}
puts(h.a ?? "none", h.b ?? "none")
// expect: none
// expect: none
puts([1][9] ?? "out") // expect: out
