// What is no pattern.
match (1) { 1 + 2 => 3 }
match (1) { -x => 3 }
match (1) { [...a, b] => 3 }
match (1) { f() + 1 => 3 }
match (1) { 1 => 2 3 => 4 }
match (1) { (1) => 2 }
match (1) { {"a": x} => 2 }
match (1) { 1..3 => 2 }
match (1) { fn(x) => 2 }
match 1 { 1 => 2 }
match (1) { 1 | => 2 }
match (1) { 1 when => 2 }
match (1) { int(1, 2) => 2 }
// expect compile error at 2:15: expected '=>', found '+'
// expect compile error at 3:14: expected a number, found 'x'
// expect compile error at 4:17: the rest of an array must be the last element
// expect compile error at 5:17: expected '=>', found '+'
// expect compile error at 6:20: expected ',' or '}', found '3'
// expect compile error at 7:13: expected a pattern, found '('
// expect compile error at 8:14: expected a name, found a string
// expect compile error at 9:14: expected '=>', found '..'
// expect compile error at 10:13: expected a pattern, found 'fn'
// expect compile error at 11:7: expected '(', found '1'
// expect compile error at 12:17: expected a pattern, found '=>'
// expect compile error at 13:20: expected an expression, found '=>'
// expect compile error at 14:18: expected ')', found ','
