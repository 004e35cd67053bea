fn f(...xs) { xs.push("mine"); xs }
let args_ = [1, 2]
puts(f(...args_), f(...args_), args_)
// expect: [1, 2, "mine"]
// expect: [1, 2, "mine"]
// expect: [1, 2]
