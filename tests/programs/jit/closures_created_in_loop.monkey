// A closure made in each round captures that round's variables.
let fs = []
for (let i = 0; i < 300; i++) {
    let j = i * 2
    fs.push(() => { j = j + 1; i * 1000 + j })
}
let s = 0
for (f in fs) { s = s + f() }
puts(s, fs[0](), fs[1](), fs[299](), fs[299]())
// expect: 44940000
// expect: 2
// expect: 1004
// expect: 299600
// expect: 299601
