// An array that had its elements for itself gives them away in the middle of a loop, and gets its own again with the next store.
let a = [1, 2, 3];
let kept = [];
let sum = 0;
for (let i = 0; i < 400; i++) {
    if (i % 100 == 50) { kept.push(push(a, i)) }
    sum += a[i % 3] * len(a);
    if (i % 100 == 75) { a[1] = a[1] + 1 }
}
puts(sum, a, kept); // expect: 3090
// expect: [1, 6, 3]
// expect: [[1, 2, 3, 50], [1, 3, 3, 150], [1, 4, 3, 250], [1, 5, 3, 350]]

fn total(xs) {
    let t = 0.0;
    for (x in xs) { t += x }
    return t;
}
let floats = [0.5, 1.5];
let totals = [];
for (let i = 0; i < 200; i++) {
    if (i == 120) { kept = push(floats, 7.0) }
    let t = total(i % 2 == 0 ? floats : [1.0, 2.0]);
    if (i % 50 == 0) { totals.push(t) }
}
puts(totals, kept); // expect: [2.0, 2.0, 2.0, 2.0]
// expect: [0.5, 1.5, 7.0]
