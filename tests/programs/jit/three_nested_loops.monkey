// Three nested loops with variables of each level used in the others.
let sum = 0
let log = []
for (let i = 0; i < 12; i++) {
    let row = 0
    for (let j = i; j < 12; j++) {
        let cell = 1
        for (let k = j; k > i; k--) {
            cell = cell * (k - i + 1) % 97
            sum = sum + 1
        }
        row = row + cell
    }
    log.push(row)
}
puts(sum, log)
// expect: 286
// expect: [407, 327, 288, 258, 255, 190, 97, 56, 33, 9, 3, 1]
// expect jit: trees=2 recordings=2 pieces<=4 exits<=30 cuts=0
