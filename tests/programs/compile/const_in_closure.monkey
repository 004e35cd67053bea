fn outer() {
  const k = 1
  let f = () => { k = 2 }
  f()
}
// expect compile error at 3:19: cannot assign to const k
