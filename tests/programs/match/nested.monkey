// Patterns in patterns.
fn f(x) {
    match (x) {
        [[a, b], [c, d]] => a + b + c + d,
        [[a, ...r], 5] => [a, r],
        [{kind: "leaf", value}, _] => value,
        {left: {left: null, value: l}, right: [r, ..._]} => [l, r],
        [[[[[deep]]]]] => deep,
        {a: int(n) | [int(n)]} => n,
        [1 | 2 | [3 | 4], s] => s,
    }
}
puts(f([[1, 2], [3, 4]]), f([[1, 2, 3], 5]), f([{"kind": "leaf", "value": 7}, 0]), f({"left": {"left": null, "value": 1}, "right": [2, 3]}))
puts(f([[[[["x"]]]]]), f({"a": 3}), f({"a": [4]}), f({"a": ["s"]}), f([2, "two"]), f([[4], "four"]), f([[5], "five"]))
// expect: 10
// expect: [1, [2, 3]]
// expect: 7
// expect: [1, 2]
// expect: x
// expect: 3
// expect: 4
// expect: null
// expect: two
// expect: four
// expect: null
