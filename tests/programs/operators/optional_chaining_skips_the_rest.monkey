let h = {}
let n = 0
puts(h.x?.y.z) // expect: null
puts(h.x?.y[0].w) // expect: null
puts(h.x?.f(n++).g()) // expect: null
puts(n) // expect: 0
puts(h.x?.y ?? "none") // expect: none
