fn f(x) {
  for (y in x) { puts(y) }
}
f(5)
// expect error: cannot iterate over int
// expect error at: 2:13
