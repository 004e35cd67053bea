// The name of an enum is a constant.
enum Color { Red }
Color = 1
Color += 1
Color++
fn f() { Color = null }
// expect compile error at 3:1: cannot assign to enum Color
// expect compile error at 4:1: cannot assign to enum Color
// expect compile error at 5:1: cannot assign to enum Color
// expect compile error at 6:10: cannot assign to enum Color
