let h = {"f": fn(x) { x * 2 }, "a": [1], "h": {"n": null}}
puts(h.f(4), h["f"](5), h.a[0], h.h.n)
// expect: 8
// expect: 10
// expect: 1
// expect: null
puts(h) // expect: {"f": fn(x), "a": [1], "h": {"n": null}}
