fn f(n) {
  let a = n; let b = a + 1; let c = b + 1; let d = c + 1; let e = d + 1
  let f1 = e + 1; let g = f1 + 1; let h = g + 1; let i = h + 1; let j = i + 1
  let k = j + 1; let l = k + 1; let m = l + 1; let o = m + 1; let p = o + 1
  let sum_ = a + b + c + d + e + f1 + g + h + i + j + k + l + m + o + p
  sum_
}
puts(f(1)) // expect: 120
