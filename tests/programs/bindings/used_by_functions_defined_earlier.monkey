fn first_() { second() + value }
fn second() { 2 }
let value = 40
puts(first_()) // expect: 42
