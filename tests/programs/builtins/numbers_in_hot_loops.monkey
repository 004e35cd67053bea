// Functions of numbers are computed where they stand, for integers and floats, and leave where the answer is another kind.
fn all(x) { [sqrt(x), floor(x), ceil(x), int(x), float(x), abs(x)] }
let inputs = [4, 2.25, -3, -2.5, 0, -0.0, 7, 0.5]
for (let round = 0; round < 8; round++) {
    for (x in inputs) {
        let got = all(x)
        if (round == 7) { puts(got) }
    }
}
// expect: [2.0, 4, 4, 4, 4.0, 4]
// expect: [1.5, 2, 3, 2, 2.25, 2.25]
// expect: [NaN, -3, -3, -3, -3.0, 3]
// expect: [NaN, -3, -2, -2, -2.5, 2.5]
// expect: [0.0, 0, 0, 0, 0.0, 0]
// expect: [-0.0, 0, 0, 0, -0.0, 0.0]
// expect: [2.6457513110645907, 7, 7, 7, 7.0, 7]
// expect: [0.7071067811865476, 0, 1, 0, 0.5, 0.5]
fn ints(x) { abs(x) + floor(x) }
let sum = 0
for (let i = 0; i < 50; i++) { sum += ints(i - 25) }
puts(sum) // expect: 600
// The least integer has no opposite of 64 bits.
puts(ints(-9223372036854775807 - 1), abs(-9223372036854775807 - 1))
// expect: 0
// expect: 9223372036854775808
fn floats(x) { floor(x) + ceil(x) + int(x) }
for (let i = 0; i < 50; i++) { sum += floats(i * 0.75) }
puts(sum) // expect: 3337
for (let i = 0; i < 4; i++) { puts(floats(1e19 * (i + 1))) }
// expect: 30000000000000000000
// expect: 60000000000000000000
// expect: 90000000000000000000
// expect: 120000000000000000000
fn t(x) { try { floats(x) } catch (e) { e.message } }
puts(t(1e999), t(1e999 - 1e999), t("x"), t(2.5))
// expect: floor: argument 1: want a finite number, got Infinity
// expect: floor: argument 1: want a finite number, got NaN
// expect: floor: argument 1: want int or float, got string
// expect: 7
