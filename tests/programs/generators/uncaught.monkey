// The call stack of an error in a generator shows its frame, then the consumer.
gen inner(n) {
    yield n
    yield 1 / n
}
gen outer(n) {
    for (x in inner(n)) { yield x }
}
fn consume(g) {
    for (x in g) {
        puts(x)
    }
}
consume(outer(0))
// expect: 0
// expect error: division by zero
// expect error at: 4:13
// expect frame: inner at 4:13
// expect frame: outer at 7:15
// expect frame: consume at 10:15
// expect frame: main at 14:1
