// What code has called is left where nothing is compiled: the interpreter goes on there, and the code that called goes on with the
// result, wherever it keeps what waits for it.

// The callee goes on with other kinds of values, with code of others, and with a call in the place of its own.
fn odd(n, acc) {
    if (n == 0) {
        return acc;
    }
    return even(n - 1, acc + 1);
}
fn even(n, acc) {
    if (n == 0) {
        return acc * 2;
    }
    if (acc % 11 == 5) {
        return odd(n - 1, acc + 0.5);
    }
    return odd(n - 1, acc + 3);
}
fn walk(n, x, y, text) {
    if (n == 0) {
        return [x, text];
    }
    let a = walk(n - 1, x + 1, y * 0.5, text);
    let b = odd(n + x % 5, x);
    let c = x % 9 == 4 ? walk(n - 1, x, y, text + "!") : a;
    return [a[0] + b % 7 + c[0] % 13 + y, c[1]];
}
let total = 0;
let last = "";
for (let i = 0; i < 80; i++) {
    let pair = walk(6, i, 1.5, "t");
    total = (total + pair[0]) % 10007;
    last = pair[1];
}
puts(total) // expect: 8367.25
puts(last) // expect: t

// What the interpreter finishes is thrown out of: nobody there catches it, somebody in between does, or the outermost caller.
fn deep(n, x, y) {
    if (n == 0) {
        if (x % 5 == 2) {
            throw {"at": x, "y": y};
        }
        return x + y;
    }
    let z = x * 2 + n;
    let a = 0;
    if (n == 3) {
        try {
            a = deep(n - 1, x + 1, y + 0.25);
        } catch (e) {
            if (x % 3 == 1) {
                throw e;
            }
            a = e.at + e.y + z;
        }
    } else {
        a = deep(n - 1, x + 1, y + 0.25);
    }
    return (x % 6 == 5 ? [a, z][0] : a) + z % 3;
}
let caught = 0;
let sum = 0;
for (let i = 0; i < 150; i++) {
    try {
        sum = (sum + deep(5, i, 0.5)) % 100003;
    } catch (e) {
        caught += e.at;
    }
}
puts(sum) // expect: 15305.0
puts(caught) // expect: 745

// Generators and closures whose calls are finished; what waits is a closure's cell, an array that grows, a string.
gen pairs(n) {
    for (let i = 0; i < n; i++) {
        yield [i, i % 10 == 7 ? "seven" : i * 2];
    }
}
fn gather(n, seen) {
    let count = 0;
    let add = fn(x) {
        count += type(x) == "string" ? 100 : 1;
        seen.push(x);
        return count;
    };
    let top = 0;
    for (pair in pairs(n)) {
        top = add(pair[1]);
    }
    if (n > 3) {
        let below = gather(n - 3, seen);
        return top + below + count;
    }
    return top + count;
}
let seen = [];
let all = 0;
for (let i = 0; i < 40; i++) {
    all += gather(i % 17, seen);
}
puts(all) // expect: 8448
puts(len(seen)) // expect: 660
