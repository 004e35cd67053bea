// What happens while a generator waits: its variables stay, shared ones change.
let shared = 1
gen g() { let own = 1; while (own < 4) { own += 1; yield own * shared } }
let it = g()
puts(it.next())
shared = 10
let junk = []
for (i in 0..2000) { junk.push(str(i) + "x") }
puts(it.next(), len(junk))
fn deep(n) { if (n == 0) { it.next() } else { deep(n - 1) + 0 } }
puts(deep(50))
puts(it.next(), it.done)
// expect: 2
// expect: 30
// expect: 2000
// expect: 40
// expect: null
// expect: true
