let n = 0
while (true) {
  try {
    n++
    if (n < 3) { throw "again" }
    throw "stop"
  } catch (e) {
    if (e == "stop") { break }
    continue
  } finally { n += 10 }
}
puts(n) // expect: 22
