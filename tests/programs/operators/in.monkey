puts("a" in {"a": 1}, "b" in {"a": 1})
// expect: true
// expect: false
puts(2 in [1, 2], 2.0 in [1, 2], "2" in [1, 2])
// expect: true
// expect: true
// expect: false
puts("ell" in "hello", "" in "x", "z" in "hello")
// expect: true
// expect: true
// expect: false
puts(3 in (0..5), 5 in (0..5), -1 in (0..5))
// expect: true
// expect: false
// expect: false
puts(1 in {1.0: "x"}, !(1 in []))
// expect: true
// expect: true
