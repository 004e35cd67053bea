// try and catch around a yield; what the consumer throws does not reach the generator.
gen safe(fs) {
    for (f in fs) {
        try { yield f() } catch (e) { yield "failed: " + str(e) }
    }
}
puts([...safe([() => 1, () => { throw "x" }, () => 1 / 0, () => 4])])
let it = safe([() => 1, () => 2])
puts(try { for (x in it) { throw `consumer ${x}` } } catch (e) { e })
puts(it.next(), it.done, it.next(), it.done)
// expect: [1, "failed: x", "failed: division by zero", 4]
// expect: consumer 1
// expect: 2
// expect: false
// expect: null
// expect: true
