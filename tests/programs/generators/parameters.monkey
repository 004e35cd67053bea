// Parameters, defaults and the rest are the call's: they are there before the first step.
gen g(a, b = a * 2, ...rest) { yield a; yield b; yield rest; a = 9; yield a }
puts([...g(1)], [...g(1, 5)], [...g(1, 5, 6, 7)])
fn loud(x) { puts(`default ${x}`); x }
gen d(a = loud(1)) { puts("body"); yield a }
let it = d()
puts("made")
puts(it.next())
let xs = [1, 2]
gen elements(xs) { for (x in xs) { yield x } }
let e = elements(xs)
puts(e.next())
xs.push(3)
puts([...e])
puts(try { g() } catch (e) { e })
puts(g(...[1, 2, 3]).take(3))
fn call(f, ...args) { f(...args) }
puts([...call(g, 4)], 7 |> g |> take(2))
// expect: [1, 2, [], 9]
// expect: [1, 5, [], 9]
// expect: [1, 5, [6, 7], 9]
// expect: default 1
// expect: made
// expect: body
// expect: 1
// expect: 1
// expect: [2, 3]
// expect: wrong number of arguments: want=1+, got=0
// expect: [1, 2, [3]]
// expect: [4, 8, [], 9]
// expect: [7, 14]
