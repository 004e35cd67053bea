let k = fn() { 1 }
let r = try { {k: 1} } catch (e) { e.message }
puts(r) // expect: unusable as hash key: function
