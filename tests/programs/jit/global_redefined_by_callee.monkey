// A callee assigns the globals that the loop reads, with other types.
let factor = 2
let f = x => x + 1
let change = fn(i) {
    if (i == 300) { factor = 0.5 }
    if (i == 500) { f = x => x - 1 }
    if (i == 600) { factor = 3 }
    i
}
let s = 0
for (let i = 0; i < 800; i++) {
    s = s + f(change(i)) * factor
    if (i % 200 == 199) { puts(s) }
}
// expect: 40200
// expect: 107825.0
// expect: 157776.0
// expect: 576876.0
