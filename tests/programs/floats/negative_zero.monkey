let z = -0.0
puts(z, z == 0, z == 0.0, -z, z + 0, z * 1, 0 * -1.0, z + z)
// expect: -0.0
// expect: true
// expect: true
// expect: 0.0
// expect: 0.0
// expect: -0.0
// expect: -0.0
// expect: -0.0
puts(-0, type(-0)) // expect: 0
// expect: int
puts({0: "zero"}[z]) // expect: zero
puts(0.0 - 0.0, -(0.0)) // expect: 0.0
// expect: -0.0
