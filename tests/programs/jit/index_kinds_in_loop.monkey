// One index expression over arrays, strings and hashes, with integers, negative ones, floats and strings.
let xs = [[1, 2, 3], "xyz", {1: "one", "k": "kay", 0.5: "half"}]
let is = [0, 1, -1, 2, 7, "k", 0.5, true]
let counts = {}
for (let i = 0; i < 720; i++) {
    let r = try { xs[i < 240 ? 0 : i % 3][is[i < 240 ? i % 4 : i / 3 % 8]] } catch (e) { e.message }
    counts[str(r)] = (counts[str(r)] ?? 0) + 1
}
puts(counts)
// expect: {"1": 80, "2": 80, "3": 160, "x": 20, "null": 140, "y": 20, "one": 20, "z": 40, "cannot index array with string": 20, "cannot index string with string": 20, "kay": 20, "cannot index array with float": 20, "cannot index string with float": 20, "half": 20, "cannot index array with bool": 20, "cannot index string with bool": 20}
