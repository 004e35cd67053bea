// -0.0 keeps its sign through a loop; it equals 0, as a float and as an integer.
let z = 0.0
let signs = [0, 0]
let equal = 0
for (let i = 0; i < 400; i++) {
    z = i % 3 == 0 ? -z : i % 3 == 1 ? z * -1 : 0.0 * (i % 2 == 0 ? 1 : -1)
    if (1.0 / z > 0) { signs[0] = signs[0] + 1 } else { signs[1] = signs[1] + 1 }
    if (z == 0 && z == 0.0 && z == -0.0) { equal++ }
    if (i > 395) { puts(z, z + 0.0, z - 0.0, 0 - z) }
}
puts(signs, equal)
// expect: 0.0
// expect: 0.0
// expect: 0.0
// expect: 0.0
// expect: -0.0
// expect: 0.0
// expect: -0.0
// expect: 0.0
// expect: 0.0
// expect: 0.0
// expect: 0.0
// expect: 0.0
// expect: -0.0
// expect: 0.0
// expect: -0.0
// expect: 0.0
// expect: [200, 200]
// expect: 400
