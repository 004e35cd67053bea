// A field of an instance comes before its class's method, from when it is there.
class P { fn m() { "method" } fn call() { self.m() } }
let p = P();
let out = [];
for (let i = 0; i < 4; i++) {
    if (i == 2) { p.m = () => "field" }
    out.push(p.call());
}
puts(out, P().call()); // expect: ["method", "method", "field", "field"]
// expect: method
p.m = null;
puts(try { p.call() } catch (e) { e }); // expect: not a function: null
