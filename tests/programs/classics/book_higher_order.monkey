let addThree = fn(x) { return x + 3 };
let callTwoTimes = fn(x, func) { func(func(x)) };
puts(callTwoTimes(3, addThree)); // expect: 9
puts(callTwoTimes(3, fn(x) { x + 1 })); // expect: 5
let identity = fn(x) { x; };
puts(identity(identity)(5)); // expect: 5
