// Classes in patterns in a hot loop: instances of four classes, two of them one below the other, and what is no instance.
class A { let n; fn init(n) { self.n = n; } }
class B extends A { }
class C { let m; fn init(m) { self.m = m; } }
class D { let n; let m; fn init(n) { self.n = n; self.m = 2 * n; } }

fn value(x) {
    match (x) {
        B({n}) => 1000 * n,
        A({n}) => n,
        D({n, m}) when n > 40 => m - n,
        {m} => 10 * m,
        int(i) => i,
        _ => -1,
    }
}

let things = [A(1), B(2), C(3), D(4), D(41), {"m": 6}, 7, "x", null];
let total = 0;
for (let i = 0; i < 900; i++) {
    total += value(things[i % 9]);
    if (i == 600) { things[0] = {"m": 1.5, "n": 1}; things[6] = C(0.25); }
}
puts(total);
// expect: 222013.5
