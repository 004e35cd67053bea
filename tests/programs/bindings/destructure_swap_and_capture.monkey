let [a, b] = [1, 2]
let get = () => [a, b]
let [b, a] = [a, b]
puts(a, b)
// expect: 2
// expect: 1
puts(get()) // expect: [1, 2]
