// Thrown three frames down; a frame between catches some and throws them on.
let c = fn(x) { if (x % 5 == 0) { throw [x, "c"] }; x }
let b = fn(x) { let r = c(x) + c(x + 1); r * 2 }
let a = fn(x) {
    try { return b(x) + 1 } catch (e) {
        if (e[0] % 10 == 0) { throw e }
        return -e[0]
    }
}
let total = 0
let outer = 0
for (let i = 1; i < 900; i++) {
    try { total = total + a(i) } catch (e) { outer = outer + e[0] }
}
puts(total, outer)
// expect: 891540
// expect: 81000
