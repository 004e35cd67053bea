// Inner for-in loops over arrays, ranges, strings and hashes of changing kinds and lengths.
let sources = [[1, 2], [], 0..5, "héy", {"a": 1, "b": 2}, [0.5], 3..3, "", {}, ["x", null]]
let seen = {}
for (let i = 0; i < 200; i++) {
    for (x in sources[i * 3 % 10]) {
        let k = str(x)
        seen[k] = (seen[k] ?? 0) + 1
    }
}
puts(seen)
// expect: {"1": 40, "2": 40, "h": 20, "é": 20, "y": 20, "x": 20, "null": 20, "0": 20, "3": 20, "4": 20, "0.5": 20, "a": 20, "b": 20}
