// slow
// options: --max-memory 64M
let e = try {
  let s = "x" * 1000000
  let all_ = []
  while (true) { all_.push([s + str(len(all_)) + s, array(100000, 1.5)]) }
} catch (e) { e }
puts(type(e), e.message)
// expect: error
// expect: out of memory: more than 64 MiB
let after = range(1000)
puts(sum(after)) // expect: 499500
