// A shape that changes in the middle of a hot loop, by one field and then another.
class P { let a = 1; fn get() { self.a } }
let p = P(); let sum = 0;
for (let i = 0; i < 300; i++) {
    if (i == 100) { p.b = 10 }
    if (i == 200) { p.c = 100 }
    sum += p.get();
    p.a = i;
    if (i > 100) { sum += p.b }
    if (i > 200) { sum += p.c }
}
puts(sum, p); // expect: 56442
// expect: P {a: 299, b: 10, c: 100}
