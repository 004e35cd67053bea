puts(if (true) { 10 }) // expect: 10
puts(if (false) { 10 }) // expect: null
puts(if (1 > 2) { 10 } else { 20 }) // expect: 20
let x = if (false) { 1 } else if (true) { 2 } else { 3 }
puts(x) // expect: 2
let y = if (false) { 1 } else if (false) { 2 }
puts(y) // expect: null
puts(if (true) { }) // expect: null
puts(if (true) { let a = 1 }) // expect: null
puts(if (true) { 1; 2; 3 }) // expect: 3
