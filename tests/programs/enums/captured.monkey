// Closures name enums without capturing anything; defaults, conditions, templates.
enum Mode { Fast, Slow }
fn make(mode = Mode.Fast) { () => mode == Mode.Fast ? "fast" : `not ${Mode.Fast}` }
puts(make()(), make(Mode.Slow)())
let modes = [() => m for m in Mode]
puts(modes[0](), modes[1]())
fn outer() { enum In { P, Q }; () => [In.P, In] }
puts(outer()())
const all = [...Mode]
puts(all, all[1] ?? 0)
// expect: fast
// expect: not Mode.Fast
// expect: Mode.Fast
// expect: Mode.Slow
// expect: [In.P, enum In]
// expect: [Mode.Fast, Mode.Slow]
// expect: Mode.Slow
