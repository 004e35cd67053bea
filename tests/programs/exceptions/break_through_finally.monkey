let log_ = []
for (i in 0..5) {
  try {
    if (i == 1) { continue }
    if (i == 3) { break }
    log_.push(i)
  } finally {
    log_.push(`f${i}`)
  }
}
puts(log_) // expect: [0, "f0", "f1", 2, "f2", "f3"]
