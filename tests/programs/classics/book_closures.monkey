let newAdder = fn(a, b) {
    fn(c) { a + b + c };
};
let adder = newAdder(1, 2);
puts(adder(8)); // expect: 11
let addTwo = fn(x) { let y = 2; fn(z) { x + y + z } }(1);
puts(addTwo(3)); // expect: 6
