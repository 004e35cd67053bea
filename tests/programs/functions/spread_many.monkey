let xs = range(50000)
fn count(...ys) { len(ys) }
puts(count(...xs)) // expect: 50000
puts(len([...xs, ...xs])) // expect: 100000
puts(max(...xs)) // expect: 49999
