let log_ = []
try {
  for (i in 0..10) {
    if (i == 2) { break }
    log_.push(i)
  }
  log_.push("after loop")
  throw "end"
} catch (e) { log_.push(e) }
puts(log_) // expect: [0, 1, "after loop", "end"]
