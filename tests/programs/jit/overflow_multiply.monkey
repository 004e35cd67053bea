// A product that leaves 64 bits in some rounds only.
let x = 1
let peaks = []
for (let i = 0; i < 500; i++) {
    x = x * 3
    if (x > 10 ** 19) { peaks.push(x); x = x % 1000003 }
}
puts(x, len(peaks), peaks[0], peaks[-1])
let mixed = 1
for (let i = 0; i < 300; i++) {
    mixed = mixed * -7 + i
    if (mixed > 1 << 66 || mixed < -(1 << 66)) { mixed = mixed % 9973 }
}
puts(mixed)
// expect: 153766026
// expect: 17
// expect: 12157665459056928801
// expect: 12952473859319638824
// expect: 5107951797208068289
