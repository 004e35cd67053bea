puts(try { 1.5..3 } catch (e) { e.message }) // expect: type mismatch: float .. int
puts(try { "a".."b" } catch (e) { e.message }) // expect: type mismatch: string .. string
