// Division truncates, % has the dividend's sign: of all signs, by constants and variables, with floats now and then.
let q = 0
let r = 0
for (let i = -500; i < 500; i++) {
    let d = i % 7 == 0 ? 3 : -4
    q = q * 3 % 1000003 + i / d + i / 5 + i / -7
    r = r * 3 % 1000003 + i % d + i % 5 + i % -7
    if (i / d * d + i % d != i) { puts("wrong", i) }
    if (i == 0) { puts(q, r) }
}
puts(q, r)
let f = 0.0
for (let i = -200; i < 200; i++) { f = f + i % 2.5 + i / 8.0 + -7.5 % (i == 0 ? 1 : i) }
puts(f)
// expect: 215178
// expect: -933667
// expect: 651868
// expect: -419036
// expect: -2936.0
