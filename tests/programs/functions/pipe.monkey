let dbl = x => x * 2
fn add(a, b) { a + b }
puts(5 |> dbl) // expect: 10
puts(5 |> add(1)) // expect: 6
puts([3, 1, 2] |> sort |> map(dbl) |> join("-")) // expect: 2-4-6
puts(1 + 2 |> dbl) // expect: 6
puts("a,b" |> split(",") |> len()) // expect: 2
let h = {"f": (a, b) => [a, b]}
puts(1 |> h.f(2)) // expect: [1, 2]
