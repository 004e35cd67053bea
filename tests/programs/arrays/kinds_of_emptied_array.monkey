let a = [1, 2]
a.pop()
a.pop()
a.push("s")
a.push(null)
puts(a) // expect: ["s", null]
let b = [1.5]
b.shift()
b.push(1)
b.push(true)
puts(b) // expect: [1, true]
