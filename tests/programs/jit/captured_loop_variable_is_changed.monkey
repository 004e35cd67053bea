// The body changes the captured loop variable: each round has its own, copied to the next.
let fs = []
let rounds = 0
for (let i = 0; i < 400; i++) {
    rounds++
    if (i % 50 == 0) { fs.push(() => i); fs.push(() => i = i + 100) }
    if (i % 50 == 10) { i = i + 5 }
}
puts(rounds, [f() for f in fs], fs[0](), fs[2]())
// expect: 360
// expect: [0, 100, 50, 150, 100, 200, 150, 250, 200, 300, 250, 350, 300, 400, 350, 450]
// expect: 100
// expect: 150
