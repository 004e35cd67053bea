// A variable is an integer and a float in turn, from the first round on.
let x = 1
let sum = 0
let ints = 0
for (let i = 0; i < 500; i++) {
    x = i % 2 == 0 ? x + 0.5 : int(x) + 1
    if (type(x) == "int") { ints++ }
    sum = sum + x
    if (i == 9 || i == 100 || i == 499) { puts(x, sum) }
}
puts(ints)
// expect: 6
// expect: 37.5
// expect: 51.5
// expect: 2676.5
// expect: 251
// expect: 63125.0
// expect: 250
