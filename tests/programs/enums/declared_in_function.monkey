// An enum is a constant of the program: a declaration that is executed twice declares one enum.
fn make() {
    enum Local { A, B }
    [Local, Local.A]
}
let [one, a] = make()
let [two, b] = make()
puts(one == two, a == b, one.B == two.B, one)
// Two declarations declare two, whatever their names.
fn other() { enum Local { A, B }; Local }
puts(other() == one, other().A == a, other().A, a)
for (let i = 0; i < 2; i++) { enum InLoop { X }; puts(InLoop.X, {InLoop.X: i}) }
// expect: true
// expect: true
// expect: true
// expect: enum Local
// expect: false
// expect: false
// expect: Local.A
// expect: Local.A
// expect: InLoop.X
// expect: {InLoop.X: 0}
// expect: InLoop.X
// expect: {InLoop.X: 1}
