fn outer(n) {
  fn helper(k) { k * n }
  fn twice(k) { helper(helper(k)) }
  twice(3)
}
puts(outer(2), outer(10))
// expect: 12
// expect: 300
