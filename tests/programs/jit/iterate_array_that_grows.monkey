// An array grows while it is iterated over: new elements are visited.
let a = [1, 2, 3]
let sum = 0
let rounds = 0
for (x in a) {
    rounds++
    sum = sum + x
    if (len(a) < 500) { a.push(x + rounds % 5) }
    if (rounds == 400) { a.push(0.5) }
}
puts(sum, rounds, len(a))
// expect: 76295.5
// expect: 500
// expect: 500
