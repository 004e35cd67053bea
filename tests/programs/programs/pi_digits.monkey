fn digits(count) {
  let q = 1; let r = 0; let t = 1; let k = 1; let n = 3; let l = 3
  let out = ""
  while (len(out) < count) {
    if (4 * q + r - t < n * t) {
      out += str(n)
      let nr = 10 * (r - n * t)
      n = 10 * (3 * q + r) / t - 10 * n
      q *= 10
      r = nr
    } else {
      let nr = (2 * q + r) * l
      let nn = (q * (7 * k) + 2 + r * l) / (t * l)
      q *= k
      t *= l
      l += 2
      k += 1
      n = nn
      r = nr
    }
  }
  out
}
puts(digits(30)) // expect: 314159265358979323846264338327
