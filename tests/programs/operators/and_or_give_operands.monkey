puts(1 && 2) // expect: 2
puts(null && 2) // expect: null
puts(false && 2) // expect: false
puts(0 && "zero is true") // expect: zero is true
puts(1 || 2) // expect: 1
puts(null || "default") // expect: default
puts(false || null) // expect: null
