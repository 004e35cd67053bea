// Keys are added and removed while a hash is iterated over.
let h = {}
for (k in 0..40) { h[k] = k * k }
let order = 0
let rounds = 0
for ([k, v] in h) {
    rounds++
    order = (order * 31 + int(str(k)) + v) % 1000003
    if (k % 3 == 0) { delete(h, k + 1) }
    if (rounds < 300) { h[k + 100] = rounds }
    if (k % 5 == 0) { delete(h, k) }
}
puts(rounds, order, len(h))
// expect: 313
// expect: 330097
// expect: 225
