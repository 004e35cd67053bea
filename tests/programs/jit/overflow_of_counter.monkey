// The loop's own counter passes the largest integer.
let n = 0
let last = null
for (let i = 9223372036854775807 - 60; i < 9223372036854775807 + 60; i++) {
    n = n + 1
    last = i
}
puts(n, last)
n = 0
for (let i = -9223372036854775807 + 50; i > -9223372036854775808 - 50; i--) {
    n = n + 1
    last = i
}
puts(n, last)
// expect: 120
// expect: 9223372036854775866
// expect: 101
// expect: -9223372036854775857
