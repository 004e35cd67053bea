// A field that holds an int, then a float, then a string, then an object.
class P { let v = 0; fn set(v) { self.v = v; self } fn get() { self.v } }
let p = P(); let out = [];
for (let i = 0; i < 400; i++) {
    if (i < 100) { p.set(i) } else if (i < 200) { p.set(i + 0.5) } else if (i < 300) { p.set(str(i)) } else { p.set([i]) }
    if (i % 100 == 99) { out.push(p.get()) }
}
puts(out); // expect: [99, 199.5, "299", [399]]
