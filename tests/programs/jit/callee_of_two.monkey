// One call, two closures in turn.
let inc = x => x + 1
let twice = x => x * 2 % 10007
let v = 1
for (let i = 0; i < 900; i++) {
    let f = i % 2 == 0 ? inc : twice
    v = f(v)
}
puts(v)
// expect: 9510
