// An array shrinks, or loses its first elements, while it is iterated over.
let total = 0
for (let k = 0; k < 60; k++) {
    let a = range(20)
    for (x in a) {
        total = total + x
        if (x % 3 == k % 3) { a.pop() }
        if (x == 4 && k % 2 == 0) { a.shift() }
    }
    total = total * 3 % 100003 + len(a)
}
puts(total)
// expect: 86094
