let i = 0
while (i < 3) { puts(i); i++ }
// expect: 0
// expect: 1
// expect: 2
while (false) { puts("never") }
let n = 10
let steps = 0
while (n != 1) {
  n = if (n % 2 == 0) { n / 2 } else { 3 * n + 1 }
  steps++
}
puts(steps) // expect: 6
