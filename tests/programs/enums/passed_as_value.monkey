// An enum is a value: its fields are its values, looked up when the program runs.
enum Color { Red, Green }
enum Light { Red, Off }
fn red(e) { e.Red }
puts(red(Color), red(Light), red({"Red": "a hash"}), red(Color) == Color.Red)
let table = {"color": Color, "light": Light}
puts(table.color.Green, table["light"].Off, table?.color?.Red)
puts([e.Red for e in [Color, Light, Color]])
let E = if (len(table) == 2) { Light } else { Color }
puts(E.Off, E)
// expect: Color.Red
// expect: Light.Red
// expect: a hash
// expect: true
// expect: Color.Green
// expect: Light.Off
// expect: Color.Red
// expect: [Color.Red, Light.Red, Color.Red]
// expect: Light.Off
// expect: enum Light
