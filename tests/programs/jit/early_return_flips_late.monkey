// An inlined callee returns early, after a thousand calls only.
let f = fn(x) {
    if (x > 1000) { return x * 2 }
    let y = x + 1
    y * 3
}
let sum = 0
for (let i = 0; i < 1300; i++) {
    sum = sum + f(i)
    if (i == 1000) { puts(sum) }
}
puts(sum)
// expect: 1504503
// expect: 2192203
// expect jit: exits<=6 rebuilds>=1 refusals=0
