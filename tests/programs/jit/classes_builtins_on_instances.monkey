class P { let x = 1; fn len() { 5 } }
class Q { let y = 2 }
let t = 0; let all = [P(), Q()];
for (let i = 0; i < 200; i++) { t += all[i % 2].str().len() + P().len(); if (P().type() == "instance") { t++ } }
puts(t); // expect: 2800
