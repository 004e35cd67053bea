// Values of enums as keys of hashes: by identity, in order of insertion.
enum Color { Red, Green, Blue }
enum Fruit { Red }
let h = {Color.Green: 1, Color.Red: 2, Fruit.Red: 3, 0: "int", "Red": "string"}
puts(h, h[Color.Red], h[Fruit.Red], h[Color.Blue], h[0])
h[Color.Green] += 10
h[Color.Blue] = Color.Red
puts(h, Color.Blue in h, len(h))
puts(delete(h, Color.Red), Color.Red in h, keys(h))
let counts = {}
for (c in [Color.Red, Color.Blue, Color.Red]) { counts[c] = (counts[c] ?? 0) + 1 }
puts(counts)
// expect: {Color.Green: 1, Color.Red: 2, Fruit.Red: 3, 0: "int", "Red": "string"}
// expect: 2
// expect: 3
// expect: null
// expect: int
// expect: {Color.Green: 11, Color.Red: 2, Fruit.Red: 3, 0: "int", "Red": "string", Color.Blue: Color.Red}
// expect: true
// expect: 6
// expect: 2
// expect: false
// expect: [Color.Green, Fruit.Red, 0, "Red", Color.Blue]
// expect: {Color.Red: 2, Color.Blue: 1}
