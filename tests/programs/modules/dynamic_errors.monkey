import "./lib/counter"
// expect: counter runs
let m = counter
fn tell(f) { try { f(); puts("no error") } catch (e) { puts(e) } }
tell(() => m.nothing) // expect: module counter has no member nothing
tell(() => m.nothing()) // expect: module counter has no member nothing
tell(() => m.len()) // expect: module counter has no member len
tell(() => { m.n = 5 }) // expect: cannot set field n of module
tell(() => m["n"]) // expect: cannot index module
tell(() => { for (x in m) { } }) // expect: cannot iterate over module
tell(() => m()) // expect: not a function: module
tell(() => "n" in m) // expect: type mismatch: string in module
tell(() => m + 1) // expect: type mismatch: module + int
tell(() => ({m: 1})) // expect: unusable as hash key: module
tell(() => len(m)) // expect: len: argument 1: want string, array, hash or range, got module
puts(m?.n, equals(m, counter))
// expect: 0
// expect: true
m._private // expect error: module counter has no member _private
// expect error at: 19:3
