let big = 2 ** 100
puts(big / 7, big % 7) // expect: 181092942889747057356671886482
// expect: 2
puts(-big / 7, -big % 7) // expect: -181092942889747057356671886482
// expect: -2
puts(big / -7, big % -7) // expect: -181092942889747057356671886482
// expect: 2
puts(big / (2 ** 60 + 1), big % (2 ** 60 + 1)) // expect: 1099511627775
// expect: 1152920405095219201
puts(7 / big, 7 % big, -7 % big)
// expect: 0
// expect: 7
// expect: -7
