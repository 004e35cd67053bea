assert(true)
assert(1)
assert(1 == 1, "never")
puts(try { assert(null) } catch (e) { e.message }) // expect: assertion failed
puts(try { assert(1 > 2, "one is not more") } catch (e) { e.message }) // expect: one is not more
