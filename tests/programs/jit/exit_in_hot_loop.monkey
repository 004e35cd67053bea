// exit in a hot loop, in an inlined callee, inside try and finally: what was printed before is printed.
let stop = fn(i) { if (i == 1234) { exit(i / 176) }; i }
let sum = 0
for (let i = 0; i < 3000; i++) {
    try { sum = sum + stop(i) } catch (e) { puts("caught") } finally { sum = sum + 1 }
    if (i % 500 == 0) { puts(sum) }
}
puts("not reached")
// expect: 1
// expect: 125751
// expect: 501501
// status: 7
