let h = {"a": 1, "b": 2, "c": 3, "d": 4}
let seen = []
for (k in h) {
  seen.push(k)
  if (k == "a") { delete(h, "a"); delete(h, "c") }
}
puts(seen, h)
// expect: ["a", "b", "d"]
// expect: {"b": 2, "d": 4}
