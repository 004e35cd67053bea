let two = "two"
let h = {"one": 10 - 9, two: 1 + 1, "thr" + "ee": 6 / 2, 4: 4, true: 5, false: 6}
puts(h["one"], h["two"], h["three"], h[4], h[true], h[false])
// expect: 1
// expect: 2
// expect: 3
// expect: 4
// expect: 5
// expect: 6
puts({(1 + 1): "sum"}) // expect: {2: "sum"}
