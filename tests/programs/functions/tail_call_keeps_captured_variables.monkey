fn f(n, fs) {
  if (n == 0) { return fs }
  fs.push(() => n)
  f(n - 1, fs)
}
puts(f(3, []).map(g => g())) // expect: [3, 2, 1]
