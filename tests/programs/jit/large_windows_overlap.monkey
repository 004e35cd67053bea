// A large function, which is called and not inlined, twice from inside an inlined callee and once in between from the loop itself.
// What the one in between keeps in its registers has other tags than what the inlined frame has there; its frames lie where that
// of the callee belongs. An exception then finds both as they should be.

fn deep(n) {
    let x = n;
    x = (x * 3 + 0) % 10007;
    x = (x * 5 + 1) % 10007;
    x = (x * 7 + 2) % 10007;
    x = (x * 9 + 3) % 10007;
    x = (x * 11 + 4) % 10007;
    x = (x * 13 + 5) % 10007;
    x = (x * 15 + 6) % 10007;
    x = (x * 17 + 7) % 10007;
    x = (x * 19 + 8) % 10007;
    x = (x * 21 + 9) % 10007;
    x = (x * 23 + 10) % 10007;
    x = (x * 25 + 11) % 10007;
    x = (x * 27 + 12) % 10007;
    x = (x * 29 + 13) % 10007;
    x = (x * 31 + 14) % 10007;
    x = (x * 33 + 15) % 10007;
    x = (x * 35 + 16) % 10007;
    x = (x * 37 + 17) % 10007;
    x = (x * 39 + 18) % 10007;
    x = (x * 41 + 19) % 10007;
    if (n % 50 == 49) {
        throw "odd";
    }
    return x;
}

fn large(n) {
    let s = "s" + str(n);
    let t = s + "t";
    let u = t + "u";
    let v = u + "v";
    let w = v + "w";
    let x = n;
    x = (x * 3 + 0) % 10007;
    x = (x * 5 + 1) % 10007;
    x = (x * 7 + 2) % 10007;
    x = (x * 9 + 3) % 10007;
    x = (x * 11 + 4) % 10007;
    x = (x * 13 + 5) % 10007;
    x = (x * 15 + 6) % 10007;
    x = (x * 17 + 7) % 10007;
    x = (x * 19 + 8) % 10007;
    x = (x * 21 + 9) % 10007;
    x = (x * 23 + 10) % 10007;
    x = (x * 25 + 11) % 10007;
    x = (x * 27 + 12) % 10007;
    x = (x * 29 + 13) % 10007;
    x = (x * 31 + 14) % 10007;
    x = (x * 33 + 15) % 10007;
    x = (x * 35 + 16) % 10007;
    x = (x * 37 + 17) % 10007;
    x = (x * 39 + 18) % 10007;
    x = (x * 41 + 19) % 10007;
    let y = deep(n);
    return x + y + len(s) + len(t) + len(u) + len(v) + len(w);
}

fn inner(n) {
    let a = n * 2;
    let b = n * 3;
    let c = n * 5;
    let d = n * 7;
    let e = n * 11;
    let f = n * 13;
    try {
        return a + large(n);
    } catch (error) {
        return a + b + c + d + e + f;
    }
}

let sum = 0;
for (let i = 0; i < 100; i++) {
    sum += deep(i * 50);
}
for (let i = 0; i < 400; i++) {
    let first = inner(i * 50);
    let second = large(i * 50);
    let third = inner(i);
    sum += first + second + third;
}
puts(sum);
// expect: 20560540
