// yield gives null, wherever it stands.
gen g() {
    let a = yield 1
    puts(a)
    puts([yield 2, yield 3, 4])
    puts(`${yield 5}`)
    let h = {"k": yield 6}
    puts(h)
    if ((yield 7) == null) { yield 8 }
    let f = (x, y) => [x, y]
    puts(f(1, yield 9))
    let x = 3
    x = yield x
    yield x ?? "null"
    let n = 10
    n + len([yield n])
    yield [yield 11]
    return yield 12
}
for (x in g()) { puts(`got ${x}`) }
// expect: got 1
// expect: null
// expect: got 2
// expect: got 3
// expect: [null, null, 4]
// expect: got 5
// expect: null
// expect: got 6
// expect: {"k": null}
// expect: got 7
// expect: got 8
// expect: got 9
// expect: [1, null]
// expect: got 3
// expect: got null
// expect: got 10
// expect: got 11
// expect: got [null]
// expect: got 12
