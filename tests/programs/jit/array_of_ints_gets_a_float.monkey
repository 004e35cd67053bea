// A store of a float into an array of integers, after the loop is hot; and of an integer into floats.
let a = [0, 0, 0, 0]
let b = [0.0, 0.0]
for (let i = 0; i < 700; i++) {
    a[i % 4] = i < 500 ? i : i * 0.5
    b[i % 2] = i < 300 ? i * 0.25 : i
    if (i == 299 || i == 501 || i == 699) { puts(a, b, a[1] + b[1]) }
}
// expect: [296, 297, 298, 299]
// expect: [74.5, 74.75]
// expect: 371.75
// expect: [250.0, 250.5, 498, 499]
// expect: [500, 501]
// expect: 751.5
// expect: [348.0, 348.5, 349.0, 349.5]
// expect: [698, 699]
// expect: 1047.5
