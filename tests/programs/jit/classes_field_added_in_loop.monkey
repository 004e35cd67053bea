// Each round adds fields to a new instance: the same transitions each time.
class P { let a = 1 }
let sum = 0; let last = null;
for (let i = 0; i < 300; i++) {
    let p = P();
    p.b = i;
    p.c = [i];
    if (i % 3 == 0) { p.d = "x" }
    sum += p.a + p.b + p.c[0];
    last = p;
}
puts(sum, last); // expect: 90000
// expect: P {a: 1, b: 299, c: [299]}
