let globalSeed = 50;
let minusOne = fn() { let num = 1; globalSeed - num; };
let minusTwo = fn() { let num = 2; globalSeed - num; };
puts(minusOne() + minusTwo()); // expect: 97
let wrapper = fn() {
  let countDown = fn(x) { if (x == 0) { return 0; } else { countDown(x - 1); } };
  countDown(1);
};
puts(wrapper()); // expect: 0
let newAdderOuter = fn(a, b) {
  let c = a + b;
  fn(d) { let e = d + c; fn(f) { e + f; }; };
};
puts(newAdderOuter(1, 2)(3)(8)); // expect: 14
