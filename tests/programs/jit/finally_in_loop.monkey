// finally runs once in each way out of the body: end, continue, break, throw.
let log = [0, 0, 0, 0]
let i = 0
let outer = 0
while (i < 1000) {
    i++
    try {
        try {
            if (i % 5 == 1) { continue }
            if (i % 5 == 2) { throw i }
            if (i == 903) { break }
            log[0] = log[0] + 1
        } finally {
            log[1] = log[1] + i
            if (i % 7 == 0) { log[2] = log[2] + 1 }
        }
        log[3] = log[3] + 1
    } catch (e) {
        outer = outer + e
    }
}
puts(i, log, outer)
// expect: 903
// expect: [540, 408156, 129, 540]
// expect: 81812
