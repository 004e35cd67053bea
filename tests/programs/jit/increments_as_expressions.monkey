// i++ gives the value before it, in the middle of expressions that use i again.
let i = 0
let a = array(8, 0)
let s = 0
while (i < 600) {
    let old = i++
    s = (s * 3 + old * i) % 100003
    a[i++ % 8] = i
    s = s + a[old % 8]--
}
puts(i, s, a)
// expect: 600
// expect: 45061
// expect: [-75, 594, -75, 596, -75, 598, -75, 600]
