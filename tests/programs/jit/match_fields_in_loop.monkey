// Patterns of hashes: keys that are there, that are null, that are missing.
let rows = [{"x": 1, "y": 2}, {"x": null, "y": 3}, {"y": 4}, {"x": 5}, {"kind": "move", "by": [1, 2]}, {"kind": "stop"}, {}]
let tally = [0, 0, 0, 0, 0, 0]
for (let i = 0; i < 3500; i++) {
    match (rows[i % 7]) {
        {x: null, y} => { tally[0] += y },
        {x, y} => { tally[1] += x * y },
        {y} => { tally[2] += y },
        {kind: "move", by: [dx, dy]} when dx < dy => { tally[3] += dy - dx },
        {kind: "stop" | "move"} => { tally[4] += 1 },
        {x: int(n)} => { tally[5] += n },
        _ => { tally[4] += 1000 },
    }
}
puts(tally)
let n = 0
for (let i = 0; i < 1000; i++) { match ({"a": i, "b": null}) { {a, c} => { n += 1000000 }, {a, b} => { n += a } } }
puts(n)
// expect: [1500, 1000, 2000, 500, 500500, 2500]
// expect: 499500
// expect jit: exits<=50 cuts=0
