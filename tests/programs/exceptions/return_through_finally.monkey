let log_ = []
fn f() {
  try { return "from try" } finally { log_.push("f") }
  "never"
}
fn g() {
  try { throw 1 } catch (e) { return "from catch" } finally { log_.push("g") }
}
fn h() {
  try {
    try { return "deep" } finally { log_.push("inner") }
  } finally { log_.push("outer") }
}
puts(f(), g(), h(), log_)
// expect: from try
// expect: from catch
// expect: deep
// expect: ["f", "g", "inner", "outer"]
