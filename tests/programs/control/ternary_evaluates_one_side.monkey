let log_ = []
fn note(x) { log_.push(x); x }
note(true) ? note("then") : note("else")
note(false) ? note("then") : note("else")
puts(log_) // expect: [true, "then", false, "else"]
