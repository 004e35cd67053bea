// An operand is read before a call in the same expression changes the array.
let a = [1, 1]
let bump = fn() { a[0] = a[0] + 1; a[0] }
let s = 0
for (let i = 0; i < 300; i++) {
    s = s + (a[0] * 1000 + bump() * 10 + a[0]) % 9973
}
puts(s, a)
// expect: 1489506
// expect: [301, 1]
