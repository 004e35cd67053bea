import "array" as a
puts(a.fill(3, 0), a.fill(0, 1), a.lastIndexOf([1, 2, 1.0], 1), a.lastIndexOf([], 1))
// expect: [0, 0, 0]
// expect: []
// expect: 2
// expect: -1
let sorted = [1, 3, 3, 5, 7]
puts([1, 2, 3, 4, 7, 9].map(x => a.binarySearch(sorted, x))) // expect: [0, -1, 1, -1, 4, -1]
puts(a.binarySearch(["a", "c"], "c"), a.binarySearch([], 1)) 
// expect: 1
// expect: -1
puts(a.findIndex([5, 6, 7], x => x > 5), a.findIndex("abc", c => c == "z"))
// expect: 1
// expect: -1
puts(a.count(1..10, x => x % 3 == 0), a.partition([1, 2, 3, 4], x => x > 2), a.flatMap([1, 2], x => [x, x * 10]))
// expect: 3
// expect: [[3, 4], [1, 2]]
// expect: [1, 10, 2, 20]
puts(a.map([1, 2], x => x + 1), a.sort([3, 1, 2], (x, y) => y - x), a.push([1], 2), a.range(3), a.map == map)
// expect: [2, 3]
// expect: [3, 2, 1]
// expect: [1, 2]
// expect: [0, 1, 2]
// expect: true
puts(a.findIndex) // expect: fn array.findIndex(xs, f)
fn t(f) { try { puts(f()) } catch (e) { puts(e) } }
t(() => a.fill(-1, 0)) // expect: array.fill: argument 1: want int from 0, got -1
t(() => a.fill("x", 0)) // expect: array.fill: argument 1: want int, got string
t(() => a.lastIndexOf("abc", "c")) // expect: array.lastIndexOf: argument 1: want array, got string
t(() => a.binarySearch(5, 5)) // expect: array.binarySearch: argument 1: want array, got int
t(() => a.binarySearch([1, "x"], 5)) // expect: type mismatch: string < int
t(() => a.findIndex(5, x => x)) // expect: array.findIndex: argument 1: want string, array, hash or range, got int
t(() => a.findIndex([5], 5)) // expect: array.findIndex: argument 2: want function, got int
t(() => a.findIndex([5])) // expect: array.findIndex: wrong number of arguments: want=2, got=1
t(() => a.count([1], null)) // expect: array.count: argument 2: want function, got null
t(() => a.partition(null, x => x)) // expect: array.partition: argument 1: want string, array, hash or range, got null
t(() => a.flatMap([1], "f")) // expect: array.flatMap: argument 2: want function, got string
t(() => a.flatMap([1], x => x)) // expect: array.flatMap: the function gave int, want array
a.count([1], x => x.y.z) // expect error: cannot read field y of int
// expect error at: 39:21
