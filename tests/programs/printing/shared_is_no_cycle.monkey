let a = [1]
puts([a, a]) // expect: [[1], [1]]
puts({"x": a, "y": [a]}) // expect: {"x": [1], "y": [[1]]}
