fn t(f, name, got) {
  let m = try { f(); "none" } catch (e) { e.message }
  if (m.startsWith(name + ": argument 1: want ") && m.endsWith(", got " + got)) { "ok" } else { m }
}
puts(t(() => first(5), "first", "int")) // expect: ok
puts(t(() => last(null), "last", "null")) // expect: ok
puts(t(() => rest(1.5), "rest", "float")) // expect: ok
puts(t(() => abs("x"), "abs", "string")) // expect: ok
puts(t(() => floor(null), "floor", "null")) // expect: ok
puts(t(() => sqrt("4"), "sqrt", "string")) // expect: ok
puts(t(() => map(5, x => x), "map", "int")) // expect: ok
puts(t(() => filter(null, x => x), "filter", "null")) // expect: ok
puts(t(() => reduce(true, 0, (a, x) => a), "reduce", "bool")) // expect: ok
puts(t(() => sort("ba"), "sort", "string")) // expect: ok
puts(t(() => reverse(5), "reverse", "int")) // expect: ok
puts(t(() => sum("12"), "sum", "string")) // expect: ok
puts(t(() => zip(1, [1]), "zip", "int")) // expect: ok
puts(t(() => contains(5, 5), "contains", "int")) // expect: ok
