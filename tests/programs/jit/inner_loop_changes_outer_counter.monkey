// The inner loop moves the outer loop's counter.
let i = 0
let log = 0
let outer = 0
while (i < 1500) {
    outer++
    for (let j = i % 5; j > 0; j--) { i = i + j; log = (log * 7 + i) % 100003 }
    i++
}
puts(i, outer, log)
// expect: 1500
// expect: 450
// expect: 15839
