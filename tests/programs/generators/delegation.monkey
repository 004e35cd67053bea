// A generator hands on what others yield.
gen range2(a, b) { for (x in a..b) { yield x } }
gen both(xs, ys) { for (x in xs) { yield x }; for (y in ys) { yield y } }
gen flatten(xs) {
    for (x in xs) {
        if (type(x) == "array") { for (y in flatten(x)) { yield y } } else { yield x }
    }
}
puts([...both(range2(0, 3), range2(10, 12))])
puts([...both(both([1], "ab"), both({"k": 1}, range2(5, 6)))])
puts([...flatten([1, [2, [3, [4, []]], 5], [[6]]])])
// expect: [0, 1, 2, 10, 11]
// expect: [1, "a", "b", "k", 5]
// expect: [1, 2, 3, 4, 5, 6]
