// In front of parentheses the name of a kind is not looked up; alone it is a variable like any name.
let int = 5
puts(match ("s") { int(n) => "int", string(n) => n })
puts(match (1) { array => array + 1 })
fn f(string) { match (string) { string(s) => s, _ => string } }
puts(f("text"), f(3))
// expect: s
// expect: 2
// expect: text
// expect: 3
