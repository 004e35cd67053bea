// What is matched is evaluated once, and stays what it was.
fn f() {
    let x = 1
    match (x) { 1 when (x = 2) == 3 => "never", 2 => "x changed", 1 => `still 1, x is ${x}` }
}
puts(f())
let n = 0
fn next() { n += 1; n }
puts(match (next()) { 2 => "two", 1 when n == 1 => "one" }, n)
// A variable of an arm that refused is gone; changes of the outer ones stay.
let log = []
let r = match ([1, 2]) { [a, 2] when (log = push(log, a)) == 0 => a, [b, c] => b + c }
puts(r, log)
let h = {"k": [1]}
puts(match (h.k) { [v] when (h.k = 5) == 0 => 0, [v] => v }, h)
// expect: still 1, x is 2
// expect: one
// expect: 1
// expect: 3
// expect: [1]
// expect: 1
// expect: {"k": 5}
