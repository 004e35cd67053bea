// `break`, `continue`, `return` and `throw` leave an arm.
let seen = []
for (x in 0..10) {
    match (x) { 2 => { continue }, 5 => { break }, n when n % 2 == 0 => { seen.push(n) }, _ => { seen.push("odd") } }
}
puts(seen)
fn find(xs) { for (x in xs) { match (x) { [k, v] when k == "key" => { return v }, {stop} => { return stop } } }; "none" }
puts(find([1, ["a", 2], ["key", 3], 4]), find([{"stop": "stopped"}]), find([]))
let i = 0
while (match (i) { 3 => false, _ => true }) { i += 1 }
puts(i)
puts(try { match (1) { 1 => { throw "x" } } } catch (e) { match (e) { "x" => "caught", _ => "other" } })
fn fin(x) { try { match (x) { 1 => { return "one" }, _ => "other" } } finally { puts("finally") } }
puts(fin(1), fin(2))
// expect: [0, "odd", "odd", 4]
// expect: 3
// expect: stopped
// expect: none
// expect: 3
// expect: caught
// expect: finally
// expect: finally
// expect: one
// expect: other
