// Neither ten thousand classes nor ten thousand ways to grow are too many.
// options: --max-memory 64m
let total = 0;
for (let i = 0; i < 10000; i++) {
    class C { let a = i; fn get() { self.a } }
    let c = C();
    c.b = i;
    total += c.get() + c.b;
}
puts(total); // expect: 99990000
// slow
