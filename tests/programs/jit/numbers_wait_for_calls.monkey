// Numbers that live across calls are where they belong when the callee is left: by an exit, by an error, by one that nobody
// catches but the outermost caller.
fn sum(n, x, y, weight) {
    if (n == 0) {
        return weight;
    }
    let left = sum(n - 1, x + 1, y * 0.5, weight);
    let right = n % 3 == 0 ? sum(n - 1, x, y, left) : left;
    return left + right % 7 + x - n + y;
}
let total = 0;
for (let i = 0; i < 60; i++) {
    total = (total + sum(8, i, 1.5, i)) % 1000003;
}
puts(total) // expect: 17238.0

// In the end something else comes back: whoever waits goes on in the interpreter.
fn late(n, x, y, last) {
    if (n == 0) {
        return last;
    }
    let a = late(n - 1, x + 1, y + 0.25, last);
    let b = x * 3 + n;
    return a == "text" ? [a, b, x, y, n] : type(a) == "array" ? [len(a), b, x, y, n] : a + b % 5;
}
let all = 0;
for (let i = 0; i < 200; i++) {
    all += late(6, i, 0.5, i);
}
puts(all) // expect: 22300
puts(late(6, 1, 0.5, "text")) // expect: [5, 9, 1, 0.5, 6]
puts(late(3, 10, 2.5, "text")) // expect: [5, 33, 10, 2.5, 3]

fn fail(n, x, y) {
    if (n == 0) {
        if (x > 250) {
            throw [x, y];
        }
        return x + y;
    }
    try {
        let a = fail(n - 1, x + 1, y + n);
        return a + n;
    } catch (e) {
        if (n < 4) {
            throw [n, x, y, e[0]];
        }
        return n * 1000 + x * 10 + y + e[0];
    }
}
let seen = 0;
for (let i = 0; i < 240; i++) {
    seen = (seen + fail(6, i, 2)) % 100003;
}
puts(seen) // expect: 40680
puts(fail(6, 250, 2)) // expect: 6547
