// slow
// options: --max-memory 32M
puts("start") // expect: start
let all_ = []
while (true) { all_.push([1, 2, 3]) }
// expect error: out of memory: more than 32 MiB
