// An enum is gone through like a collection of its values.
enum Color { Red, Green, Blue }
for (c in Color) { puts(c) }
puts(len(Color), Color.len(), [...Color], [str(c) for c in Color if c != Color.Green])
let [one, second, ...rest] = [...Color]
puts(one, second, rest)
puts(Color.Red in Color, Color.Red in [Color.Green])
enum Other { Red }
puts(Other.Red in Color)
for (a in Color) { for (b in Other) { if (a == b) { puts("never") } } }
puts([...Color].map(c => c == Color.Blue), reduce(Color, 0, fn(n, c) { n + 1 }))
puts(map(Color, str), Color.map(c => [c]), enumerate(Color), zip(Color, Other), sum([c == Color.Red ? 1 : 0 for c in Color]))
// expect: Color.Red
// expect: Color.Green
// expect: Color.Blue
// expect: 3
// expect: 3
// expect: [Color.Red, Color.Green, Color.Blue]
// expect: ["Color.Red", "Color.Blue"]
// expect: Color.Red
// expect: Color.Green
// expect: [Color.Blue]
// expect: true
// expect: false
// expect: false
// expect: [false, false, true]
// expect: 3
// expect: ["Color.Red", "Color.Green", "Color.Blue"]
// expect: [[Color.Red], [Color.Green], [Color.Blue]]
// expect: [[0, Color.Red], [1, Color.Green], [2, Color.Blue]]
// expect: [[Color.Red, Other.Red]]
// expect: 1
