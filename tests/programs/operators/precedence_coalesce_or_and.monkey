puts(null ?? false || true) // expect: true
puts(null ?? 1 && 2) // expect: 2
puts(true || false && false) // expect: true
puts((true || false) && false) // expect: false
puts(false && true || true) // expect: true
puts(1 ?? 2 || 3) // expect: 1
