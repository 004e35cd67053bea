// options: --timeout 300ms
puts("start") // expect: start
let n = 0
while (true) { n += 1 }
// expect error: time limit of 300 ms exceeded
