let log_ = []
fn t(x) { log_.push(x); x }
try { t(1) + t("a") * t(2) + t(null) } catch (e) { log_.push(e.message) }
puts(log_) // expect: [1, "a", 2, "type mismatch: int + string"]
