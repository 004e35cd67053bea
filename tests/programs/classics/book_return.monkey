let f = fn(x) {
  if (10 > 1) {
    if (10 > 1) {
      return 10;
    }
    return 1;
  }
};
puts(f(0)); // expect: 10
let earlyExit = fn() { return 99; 100; };
puts(earlyExit()); // expect: 99
let noReturn = fn() { };
puts(noReturn()); // expect: null
