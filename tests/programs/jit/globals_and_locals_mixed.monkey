// Loops at top level write globals, which functions read between the rounds.
let x = 0
let y = 0.5
let read = () => x + y
let s = 0
for (let i = 0; i < 500; i++) {
    x = i
    s = s + read()
    y = y + 0.5
    x = -i
    s = s + read()
    if (i == 400) { y = 3 }
}
puts(s, x, y)
// expect: 86296.0
// expect: -499
// expect: 52.5
