let e = try { error("custom"); "after" } catch (e) { e }
puts(type(e), e.message, e.line)
// expect: error
// expect: custom
// expect: 1
let r = try { throw error("again") } catch (e) { e.message }
puts(r) // expect: again
