let r = try { map([1], 5) } catch (e) { e.message }
puts(r.startsWith("map: argument 2: want function, got int")) // expect: true
let s = try { [1].filter(null) } catch (e) { e.message }
puts(s) // expect: filter: argument 2: want function, got null
puts(try { map([1], (a, b) => a) } catch (e) { e.message }) // expect: wrong number of arguments: want=2, got=1
puts(try { reduce([1], 0, x => x) } catch (e) { e.message }) // expect: wrong number of arguments: want=1, got=2
