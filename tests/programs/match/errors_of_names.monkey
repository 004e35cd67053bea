// Names in patterns that are looked up.
enum Color { Red }
match (1) {
    nothing.Red => 1,
    Color.Blue => 2,
    Unknown(x) => 3,
    n when missing => n,
    [Color.Green | Color.Red] => unknown,
}
// expect compile error at 4:5: identifier not found: nothing
// expect compile error at 5:11: enum Color has no variant Blue
// expect compile error at 6:5: identifier not found: Unknown
// expect compile error at 7:12: identifier not found: missing
// expect compile error at 8:12: enum Color has no variant Green
// expect compile error at 8:34: identifier not found: unknown
