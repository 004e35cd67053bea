// Whatever is resumed at one place: two functions' generators, an array, a range.
// expect jit: entries<=6 exits<=60
gen up(n) { for (let i = 0; i < n; i++) { yield i } }
gen down(n) { while (n > 0) { n -= 1; yield n * 0.5 } }
fn total(xs) { let s = 0; for (x in xs) { s += x }; s }
let s = 0
for (let i = 0; i < 400; i++) {
    let xs = if (i % 4 == 0) { up(i % 10) } else if (i % 4 == 1) { down(i % 10) } else if (i % 4 == 2) { [1, 2, 3] } else { 0..i % 10 }
    s += total(xs)
}
puts(s)
// expect: 3700.0
