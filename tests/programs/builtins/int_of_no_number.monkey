fn t(f) {
  let m = try { f(); "none" } catch (e) { e.message }
  m
}
let m = t(() => int("abc"))
puts(m.startsWith("int: "), m.contains("abc"))
// expect: true
// expect: true
let n = t(() => float("1.2.3"))
puts(n.startsWith("float: "), n.contains("1.2.3"))
// expect: true
// expect: true
puts(t(() => int("")) != "none", t(() => int("1.5")) != "none", t(() => int("12x")) != "none")
// expect: true
// expect: true
// expect: true
puts(t(() => int([])).startsWith("int: argument 1: want "), t(() => int(null)).endsWith(", got null"))
// expect: true
// expect: true
