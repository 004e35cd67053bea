// What it keeps and yields changes its kind late.
gen growing() { let x = 1; let n = 0; while (true) { yield x; n += 1; x = if (n < 300) { x + 1 } else if (n < 600) { x + 0.5 } else { str(n) } } }
let ints = 0
let floats = 0.0
let strings = 0
fn count(x) { if (type(x) == "int") { ints += x } else if (type(x) == "float") { floats += x } else { strings += len(x) } }
let n = 0
for (x in growing()) {
    count(x)
    n++
    if (n == 1000) { break }
}
puts(ints, floats, strings)
// expect: 45150
// expect: 112575.0
// expect: 1200
