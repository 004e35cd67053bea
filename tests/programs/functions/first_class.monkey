let compose = (f, g) => x => g(f(x))
let inc = x => x + 1
let dbl = x => x * 2
puts(compose(inc, dbl)(5), compose(dbl, inc)(5))
// expect: 12
// expect: 11
let table = {"inc": inc, "dbl": dbl, "up": upper}
puts(table.inc(1), table["dbl"](4), table.up("x"))
// expect: 2
// expect: 8
// expect: X
let fs = [inc, dbl, str, len]
puts(fs[0](1), fs[2](5) == "5", fs[3]("abc"))
// expect: 2
// expect: true
// expect: 3
