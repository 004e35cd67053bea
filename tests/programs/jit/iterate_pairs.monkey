// Pairs from hashes and from arrays of pairs, at one place; a pair that is none.
let sources = [{"a": 1, "b": 2}, [[1, 2], [3, 4.5]], {}, [["x"], "yz"], {1: null}]
let log = {}
let errors = 0
for (let i = 0; i < 250; i++) {
    try {
        for ([k, v] in i % 25 == 24 ? [[1, 2], 5] : sources[i % 5]) {
            let key = `${k}=${v}`
            log[key] = (log[key] ?? 0) + 1
        }
    } catch (e) { errors++ }
}
puts(log, errors)
// expect: {"a=1": 50, "b=2": 50, "1=2": 60, "3=4.5": 50, "x=null": 50, "y=z": 50, "1=null": 40}
// expect: 10
