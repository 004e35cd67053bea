for (let i = 0; i < 3; i++) { print(i, ";") }
puts("") // expect: 0;1;2;
let i = 100
for (let i = 5; i > 3; i--) { print(i, ";") }
puts(i) // expect: 5;4;100
let j = 0
for (; j < 2; j++) { }
puts(j) // expect: 2
let k = 0
for (;;) { k++; if (k > 4) { break } }
puts(k) // expect: 5
for (k = 1; k < 50; ) { k = k * 3 }
puts(k) // expect: 81
