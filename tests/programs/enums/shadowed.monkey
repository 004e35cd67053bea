// Names of enums are names like others.
enum E { A, B }
fn f(E) { E.A }
puts(f({"A": "parameter"}), f(E))
{ "a": 1 }
if (true) { enum E { B, C }; puts(E.C, len(E)) }
if (true) { let E = {"A": "variable"}; puts(E.A) }
puts(E.A)
enum F { X }
let old = F.X
enum F { X, Y }
puts(F.Y, old == F.X, old)
// expect: parameter
// expect: E.A
// expect: E.C
// expect: 2
// expect: variable
// expect: E.A
// expect: F.Y
// expect: false
// expect: F.X
