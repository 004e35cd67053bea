fn f(mode) {
  let log_ = []
  let r = try {
    log_.push("try")
    if (mode == "throw") { throw "x" }
    "ok"
  } catch (e) {
    log_.push("catch")
    "caught"
  } finally {
    log_.push("finally")
  }
  log_.push(r)
  log_
}
puts(f("normal")) // expect: ["try", "finally", "ok"]
puts(f("throw")) // expect: ["try", "catch", "finally", "caught"]
