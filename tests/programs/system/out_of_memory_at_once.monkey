// slow
let e = try { array(1 << 40, 0) } catch (e) { e }
puts(type(e)) // expect: error
let f = try { "ab" * (1 << 50) } catch (e) { e }
puts(type(f)) // expect: error
let g = try { repeat("x", 1 << 62) } catch (e) { e }
puts(type(g)) // expect: error
puts("alive") // expect: alive
