let n = 5
puts(1 + if (n > 3) { 10 } else { 20 } * 2) // expect: 21
puts([if (n == 5) { "five" }, if (n == 6) { "six" }]) // expect: ["five", null]
fn sign(n) { if (n < 0) { "-" } else if (n == 0) { "0" } else { "+" } }
puts(sign(-3) + sign(0) + sign(9)) // expect: -0+
