// Exceptions and exits while objects are not made: between making and filling, in a constructor, thrown itself, caught with it in a variable.
class Pair {
    fn init(a, b) {
        self.a = a
        if (b > 480) { throw "late " + str(self.a) }
        self.b = b
    }
}
fn constructors(n) {
    let total = 0
    let text = ""
    for (let i = 0; i < n; i++) {
        let p = [i, 0]
        try {
            let q = Pair(i, i)
            p[1] = q.a + q.b
        } catch (e) {
            text = str(e)
            p[1] = 1
        }
        total += p[0] + p[1]
    }
    [total, text]
}
fn divides(n) {
    let total = 0
    for (let i = 0; i < n; i++) {
        let p = [i, 100 - i % 101]
        try { total += p[0] / p[1] } catch (e) { total += p[0] + p[1] }
    }
    total
}
fn overflows(n) {
    let big = 9223372036854775000
    let total = 0
    for (let i = 0; i < n; i++) {
        let p = [big + i * 2, i]
        total = p[0] - p[1]
    }
    total
}
puts(constructors(500)) // expect: [355649, "late 499"]
puts(divides(505)) // expect: 8633
puts(overflows(600)) // expect: 9223372036854775599
