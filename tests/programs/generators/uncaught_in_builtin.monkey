gen g() {
    yield 1
    null + 1
}
puts(sum(g()))
// expect error: type mismatch: null + int
// expect error at: 3:10
// expect frame: g at 3:10
// expect frame: main at 5:6
