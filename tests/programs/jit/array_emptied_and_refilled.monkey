// An array is emptied and filled with another kind of elements.
let a = []
let log = []
for (let i = 0; i < 600; i++) {
    let phase = i / 100
    a.push(phase % 3 == 0 ? i : phase % 3 == 1 ? i + 0.5 : `s${i}`)
    if (i % 100 == 99) {
        let last = a[-1]
        while (len(a) > 0) { last = a.pop() }
        log.push([last, a.pop()])
    }
}
puts(log, a)
// expect: [[0, null], [100.5, null], ["s200", null], [300, null], [400.5, null], ["s500", null]]
// expect: []
