let map_ = fn(arr, f) {
  let iter = fn(arr, acc) { if (len(arr) == 0) { acc } else { iter(rest(arr), push(acc, f(first(arr)))) } };
  iter(arr, []);
};
puts(map_([1, 2, 3], fn(x) { x * 2 })) // expect: [2, 4, 6]
let a = [1, 2, 3]
let r = rest(a)
r[0] = "changed"
a[2] = "other"
puts(a, r)
// expect: [1, 2, "other"]
// expect: ["changed", 3]
