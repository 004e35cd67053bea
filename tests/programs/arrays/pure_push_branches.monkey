let base = [1, 2]
let left = push(base, "l")
let right = push(base, "r")
let more = push(left, "m")
puts(base, left, right, more)
// expect: [1, 2]
// expect: [1, 2, "l"]
// expect: [1, 2, "r"]
// expect: [1, 2, "l", "m"]
