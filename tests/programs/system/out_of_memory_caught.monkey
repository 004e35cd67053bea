// slow
let e = try {
  let s = "x" * 1000000
  let all_ = []
  while (true) { all_.push([s + str(len(all_)) + s, array(100000, 1.5)]) }
} catch (e) { e }
puts(type(e), e.message.startsWith("out of memory: more than "))
// expect: error
// expect: true
let after = range(1000)
puts(sum(after)) // expect: 499500
