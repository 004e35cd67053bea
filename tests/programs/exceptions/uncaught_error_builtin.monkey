fn check(x) {
  if (x < 0) { error("negative: " + str(x)) }
  x
}
check(1)
check(-1)
// expect error: negative: -1
// expect error at: 2:16
