// slow
let best = 0
let at = 0
for (let n = 1; n < 3000; n++) {
  let m = n
  let steps = 0
  while (m != 1) { m = m % 2 == 0 ? m / 2 : 3 * m + 1; steps++ }
  if (steps > best) { best = steps; at = n }
}
puts(best, at)
// expect: 216
// expect: 2919
