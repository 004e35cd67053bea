// Closures keep an arm's variables, and share those that change.
fn f(x) {
    match (x) {
        [a, b] => [() => a + b, () => { a += 1; a }],
        {n} | [n] when (() => n)() > 0 => { let up = () => { n += 1; n }; up(); [up, () => n] },
        s => [() => s],
    }
}
let [sum, up] = f([1, 2])
puts(sum(), up(), sum())
let [more, get] = f({"n": 5})
puts(more(), get())
puts(f([7])[1](), f("s")[0](), f([-1])[0]())
let fs = []
for (i in 0..3) { match ([i]) { [j] => fs.push(() => j) } }
puts(fs.map(g => g()))
// expect: 3
// expect: 2
// expect: 4
// expect: 7
// expect: 7
// expect: 8
// expect: s
// expect: [-1]
// expect: [0, 1, 2]
