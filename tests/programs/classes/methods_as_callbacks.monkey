class Sorter {
    let down = false;
    let calls = 0;
    fn before(a, b) { self.calls++; if (self.down) { b < a } else { a < b } }
    fn key(x) { -x }
    fn even(x) { x % 2 == 0 }
    fn add(acc, x) { acc + x }
}
let s = Sorter();
puts(sort([3, 1, 2], s.before)); // expect: [1, 2, 3]
s.down = true;
puts(sort([3, 1, 2], s.before), s.calls > 0); // expect: [3, 2, 1]
// expect: true
puts(sortBy([1, 3, 2], s.key), filter(0..7, s.even), reduce([1, 2, 3], 0, s.add)); // expect: [3, 2, 1]
// expect: [0, 2, 4, 6]
// expect: 6
puts([3, 4] |> map(s.key)); // expect: [-3, -4]
puts(map([1, 2], Sorter().key), map(["a"], str)); // expect: [-1, -2]
// expect: ["a"]
class Box { fn init(x) { self.x = x } }
puts([1, 2].map(Box)); // expect: [Box {x: 1}, Box {x: 2}]
