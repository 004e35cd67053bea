// Guards that write, closures over an arm's variables, alternatives that bind, in a hot loop.
let total = 0
let fs = []
for (let i = 0; i < 1200; i++) {
    let x = i % 5
    let r = match ([x, i]) {
        [0, n] | [n, 7] when (x = x + 1) == 1 => n + x,
        [1, _] when (() => { x += 10; x })() < 0 => 0,
        [k, n] when k >= 3 => { if (n % 400 == 3) { fs.push(() => { k += n; k }) }; x },
        [k, _] => k * 100 + x,
    }
    total += r
}
puts(total, fs.map(f => f()), fs.map(f => f()))
// expect: 220441
// expect: [6, 406, 806]
// expect: [9, 809, 1609]
// expect jit: exits<=20 cuts=0
