// Fields that an instance got later and has no room for in itself, beside those that it has.
class P { let a = 0; fn init(a) { self.a = a } }
class Q { let b = 1; let a = 2; }
let many = fn (n) {
    let p = P(n);
    p.b = n + 1; p.c = n * 0.5; p.d = str(n); p.e = [n]; p.f = null;
    p
};
let all = [many(i) for i in 0..4] + [Q(), Q(), P(7), P(8)];
all[5].z = "z";
for (i in 6..8) { all[i].b = i }
let t = 0; let texts = 0;
for (let i = 0; i < 600; i++) {
    let it = all[i % 8];
    t += it.a + it.b;
    it.b = it.b + i % 3;
    if (i % 8 < 4) {
        it.c = it.c + it.a;
        it.e.push(i);
        texts += len(it.d) + len(it.e);
        it.f = it.e;
    }
}
puts(t, texts);
// expect: 25900
// expect: 12000
puts([it.b for it in all]); // expect: [76, 77, 78, 79, 76, 76, 81, 82]
puts([many(3).c, all[3].c, len(all[3].f), all[5].z]); // expect: [1.5, 226.5, 76, "z"]
