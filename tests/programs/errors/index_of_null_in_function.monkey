fn get(h, k) {
  h.inner[k]
}
puts(get({"inner": [1]}, 0)) // expect: 1
puts(get({}, 0))
// expect error: cannot index null
// expect error at: 2:10
