let inc = x => x + 1
puts(true ? 1 : 2 |> inc) // expect: 1
puts(false ? 1 : 2 |> inc) // expect: 3
puts(true || false ? "a" : "b") // expect: a
puts(0..3 |> len) // expect: 3
