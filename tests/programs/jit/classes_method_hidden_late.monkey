// A method is hidden by a field of the instance late in a hot loop, and comes back with another instance.
class P { let k = 1; fn m(x) { x + self.k } }
let p = P(); let sum = 0;
for (let i = 0; i < 300; i++) {
    if (i == 150) { p.m = x => x * 1000 }
    if (i == 250) { p = P() }
    sum += p.m(1);
}
puts(sum); // expect: 100400
