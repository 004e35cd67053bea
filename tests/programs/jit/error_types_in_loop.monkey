// Many kinds of errors at one place.
let fs = [() => 1 / 0, () => 1 + "a", () => [1][3] = 2, () => null.x, () => 5(), () => len(1), () => -"a", () => 1 << -1,
    () => int("q"), () => undefined_later]
let undefined_later = null
undefined_later = 3
let counts = {}
for (let i = 0; i < 500; i++) {
    let r = try { fs[(i * 3 + i / 50) % 10]() } catch (e) { e.message }
    counts[str(r)] = (counts[str(r)] ?? 0) + 1
}
for ([k, v] in counts) { puts(`${v} ${k}`) }
// expect: 50 division by zero
// expect: 50 cannot read field x of null
// expect: 50 unknown operator: -string
// expect: 50 3
// expect: 50 index out of range: 3 (length 1)
// expect: 50 len: argument 1: want string, array, hash or range, got int
// expect: 50 int: not an integer: "q"
// expect: 50 type mismatch: int + string
// expect: 50 not a function: int
// expect: 50 negative shift count: -1
