// The body starts at the first step, and goes on only when asked.
gen g() {
    puts("start")
    yield 1
    puts("middle")
    yield 2
    puts("end")
}
let it = g()
puts("made")
puts(it.next())
puts("between")
puts(it.next())
puts(it.next())
puts(it.next())
// expect: made
// expect: start
// expect: 1
// expect: between
// expect: middle
// expect: 2
// expect: end
// expect: null
// expect: null
