// Where a whole collection is needed, a generator is an error that says so.
gen upto(n) { for (i in 0..n) { yield i } }
let tries = [
    () => len(upto(3)), () => upto(3)[0], () => upto(3)[0:1], () => upto(3)["a"], () => 1 in upto(3),
    () => first(upto(3)), () => reverse(upto(3)), () => keys(upto(3)), () => upto(3) + upto(3), () => upto(3) < 1,
    () => upto(3).name, () => upto(3)(), () => upto(3).nothing(), () => { let g = upto(3); g.done = true }, () => { let g = upto(3); g[0] = 1 },
    () => {  let h = {}; h[upto(3)] = 1 }, () => take(upto(3), "a"), () => take(upto(3), -1), () => map(upto(3), 5),
    () => map(5, upto), () => sum(5), () => take(5, 1), () => upto(3).next(1), () => upto(), () => upto(1, 2), () => min(upto(3))
]
for (f in tries) { puts(try { f() } catch (e) { e }) }
// expect: len: argument 1: want string, array, hash or range, got generator
// expect: cannot index generator
// expect: cannot index generator
// expect: cannot index generator
// expect: type mismatch: int in generator
// expect: first: argument 1: want array, got generator
// expect: reverse: argument 1: want string or array, got generator
// expect: keys: argument 1: want hash, got generator
// expect: type mismatch: generator + generator
// expect: type mismatch: generator < int
// expect: cannot read field name of generator
// expect: not a function: generator
// expect: cannot read field nothing of generator
// expect: cannot set field done of generator
// expect: cannot assign to an index of generator
// expect: unusable as hash key: generator
// expect: take: argument 2: want int, got string
// expect: take: argument 2: want int from 0, got -1
// expect: map: argument 2: want function, got int
// expect: map: argument 1: want string, array, hash, range or generator, got int
// expect: sum: argument 1: want array, range or generator, got int
// expect: take: argument 1: want array, got int
// expect: next: wrong number of arguments: want=1, got=2
// expect: wrong number of arguments: want=1, got=0
// expect: wrong number of arguments: want=1, got=2
// expect: min: argument 1: want array or range, got generator
