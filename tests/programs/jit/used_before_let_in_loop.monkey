// A global variable is read before its let, until the loop is hot; and again in other rounds.
let read = () => late
let errors = 0
let early = null
for (let i = 0; i < 300; i++) {
    try { early = read() } catch (e) { errors++; early = e.message }
}
puts(errors, early)
let late = 7
let sum = 0
for (let i = 0; i < 300; i++) {
    if (i == 200) { late = 0.5 }
    sum = sum + read()
}
puts(sum)
// expect: 300
// expect: late is used before its let has run
// expect: 1450.0
