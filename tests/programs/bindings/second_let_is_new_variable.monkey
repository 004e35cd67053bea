let x = 1
let old = fn() { x }
let x = x + 10
let young = fn() { x }
x += 100
puts(old(), young(), x)
// expect: 1
// expect: 111
// expect: 111
