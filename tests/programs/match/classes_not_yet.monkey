// Any other name in front of parentheses is a class.
let P = 5
match (1) { P(x) => 1, _ => 2 }
// expect compile error at 3:13: classes in patterns are not supported yet
