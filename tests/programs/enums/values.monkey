// Values of enums: what they print as, their kind, identity.
enum Color { Red, Green }
enum Fruit { Red, Apple }
puts(Color.Red, Color, [Color.Green, {"c": Color.Red}], `${Color.Green}!`, str(Color.Red))
puts(type(Color.Red), type(Color))
puts(Color.Red == Color.Red, Color.Red == Color.Green, Color.Red != Color.Green, Color.Red == Fruit.Red)
puts(Color == Color, Color == Fruit, Color.Red == "Red", Color.Red == 0, Color.Red == null, Color == Color.Red)
puts(bool(Color.Red), Color.Red && 1, !Color.Red, equals([Color.Red], [Color.Red]), equals([Color.Red], [Fruit.Red]))
// expect: Color.Red
// expect: enum Color
// expect: [Color.Green, {"c": Color.Red}]
// expect: Color.Green!
// expect: Color.Red
// expect: enum
// expect: enum type
// expect: true
// expect: false
// expect: true
// expect: false
// expect: true
// expect: false
// expect: false
// expect: false
// expect: false
// expect: false
// expect: true
// expect: 1
// expect: false
// expect: true
// expect: false
