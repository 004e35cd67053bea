let seen = []
let r = try {
  map([1, 2, 3], x => { seen.push(x); if (x == 2) { throw "at two" }; x })
} catch (e) { e }
puts(r, seen)
// expect: at two
// expect: [1, 2]
puts(try { [3, 1, 2].sort((a, b) => error("in sort")) } catch (e) { e.message }) // expect: in sort
puts(try { reduce([1, 2], 0, (a, x) => a + null) } catch (e) { e.message }) // expect: type mismatch: int + null
