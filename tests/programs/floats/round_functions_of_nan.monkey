fn t(f) {
  let e = try { f() } catch (e) { e }
  type(e)
}
puts(t(() => int(0.0 / 0)), t(() => floor(1.0 / 0)), t(() => ceil(-1.0 / 0)), t(() => round(0.0 / 0)))
// expect: error
// expect: error
// expect: error
// expect: error
puts((try { int(0.0 / 0) } catch (e) { e.message }).startsWith("int: ")) // expect: true
