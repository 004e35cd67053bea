puts(1e20, 1e21, 1e22, 1.5e300)
// expect: 100000000000000000000.0
// expect: 1e21
// expect: 1e22
// expect: 1.5e300
puts(1e-5, 1e-6, 1e-7, 1.5e-7, 1.25e-10)
// expect: 0.00001
// expect: 0.000001
// expect: 1e-7
// expect: 1.5e-7
// expect: 1.25e-10
puts(-1e21, -1e-7, 123456789012345680000.0)
// expect: -1e21
// expect: -1e-7
// expect: 123456789012345680000.0
puts(5e-324, 1.7976931348623157e308)
// expect: 5e-324
// expect: 1.7976931348623157e308
