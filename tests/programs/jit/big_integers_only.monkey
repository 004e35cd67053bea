// A loop on big integers from its first round.
let a = 0
let b = 1 << 70
for (let i = 0; i < 60; i++) {
    let t = a + b
    a = b
    b = t % (1 << 100)
}
puts(a, b, a > b, b - a)
// expect: 881651107457802139582557323264
// expect: 902973603894977542543881797632
// expect: false
// expect: 21322496437175402961324474368
