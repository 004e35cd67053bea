let h = {"a": null, 1: 2}
puts("a" in h, "b" in h, 1 in h, 1.0 in h)
// expect: true
// expect: false
// expect: true
// expect: true
puts(has(h, "a"), h.has("z"), h.a)
// expect: true
// expect: false
// expect: null
