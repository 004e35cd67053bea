puts(try { sort([1, "a"]) } catch (e) { e.message.startsWith("type mismatch: ") }) // expect: true
puts(try { sort([null, null]) } catch (e) { e.message }) // expect: type mismatch: null < null
puts(try { sort([1, 2], 5) } catch (e) { e.message }) // expect: sort: argument 2: want function, got int
let xs = [3, 2, 1]
try { xs.sort((a, b) => error("no")) } catch (e) { }
puts(xs) // expect: [3, 2, 1]
