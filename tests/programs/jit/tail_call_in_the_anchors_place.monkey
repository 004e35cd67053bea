// A function that ends in a call of another one, which takes its place: both are one piece of code, called natively too.
class Box {
    let n;
    fn init(n) { self.n = n }
    fn plus(k) { return Box(self.n + k) }
    fn twice() { return self.plus(self.n) }
}
fn double(x) { return scaled(x, 2) }
fn scaled(x, k) {
    let r = x * k;
    if (r % 7 == 0) { return fallback(r, k) }
    return r;
}
fn fallback(r, k) { return r + k }

let total = 0;
for (let i = 0; i < 40; i++) { total += double(i); }
puts(total); // expect: 1572

// Recursion below a tail call: the frames that wait are those of the callers.
fn depth(n) {
    if (n == 0) { return finished(n) }
    let below = depth(n - 1);
    return joined(below, n);
}
fn finished(n) { return [n] }
fn joined(below, n) {
    if (n % 5 == 0) { below.push(n) }
    return below;
}
puts(depth(30)); // expect: [0, 5, 10, 15, 20, 25, 30]

// One of the two takes the other's place, round and round.
fn even(n) { if (n == 0) { return true } return odd(n - 1) }
fn odd(n) { if (n == 0) { return false } return even(n - 1) }
puts(even(1001), even(1000)); // expect: false
// expect: true

// The one that took the place goes round by itself.
fn start(n) { return count(n, 0) }
fn count(n, sum) { if (n == 0) { return sum } return count(n - 1, sum + n) }
let counted = 0;
for (let i = 0; i < 30; i++) { counted += start(i) }
puts(counted); // expect: 4495

// A closure takes the place: what it captured is its own.
fn adder(k) { fn(x) { return x + k } }
let adders = [adder(1), adder(10), adder(100)];
fn apply(f, x) { return f(x) }
let applied = 0;
for (let i = 0; i < 60; i++) { applied += apply(adders[i % 3], i) }
puts(applied); // expect: 3990

// Constructors and methods.
let box = Box(1);
for (let i = 0; i < 50; i++) { box = Box(i % 9).twice() }
puts(box.n); // expect: 8

// What is thrown where the place was taken is thrown at its line, and the caller's handler has it.
fn check(x) { return checked(x) }
fn checked(x) {
    if (x % 11 == 10) { throw `no ${x}` }
    return x;
}
let caught = [];
for (let i = 0; i < 45; i++) {
    try { check(i) } catch (e) { caught.push(e) }
}
puts(caught); // expect: ["no 10", "no 21", "no 32", "no 43"]

// The types change behind the call.
fn mixed(i) { return shown(i % 4 == 3 ? "s" : i) }
fn shown(v) { return v + v }
let text = "";
let sum = 0;
for (let i = 0; i < 40; i++) {
    let v = mixed(i);
    if (v == "ss") { text += v } else { sum += v }
}
puts(text, sum); // expect: ssssssssssssssssssss
// expect: 1140

fn last(n) { return failing(n) }
fn failing(n) {
    let k = n - 1;
    return n > 30 ? k + null : k;
}
for (let i = 0; i < 40; i++) { last(i) } // expect error: type mismatch: int + null
// expect frame: failing at 86:23
// expect frame: main at 88:32
// Left without a path only where what took the place goes round by itself, and at the throws.
// expect jit: exits.unrecorded<=30 cuts.recursion<=4
