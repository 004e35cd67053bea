// options: --max-depth 300
// A function that calls itself is entered with what it is called with in the processor's registers. What it was called with is in its window
// nevertheless, whenever somebody looks: where it is left, where it throws, where it collects.
fn sum(n, by) {
    if (n <= 0) { return by }
    return sum(n - 1, by) + sum(n - 2, by);
}
puts(sum(12, 1), sum(12, 1.5), sum(12, 2 ** 62), sum(6, "ab"));
// expect: 377
// expect: 565.5
// expect: 1738605628947125239808
// expect: ababababababababababababababababababababab

// The tags change deep inside.
fn mixed(n, x) {
    if (n == 0) { return x }
    if (n == 3) { return mixed(n - 1, x + 0.5) }
    if (n == 2 && x > 40) { return mixed(n - 1, str(x)) }
    return mixed(n - 1, x) ;
}
let out = [];
for (let i = 0; i < 60; i++) {
    let it = mixed(6, i);
    if (i % 20 < 2) { out.push(it) }
}
puts(out, mixed(1, null)); // expect: [0.5, 1.5, 20.5, 21.5, "40.5", "41.5"]
// expect: null

// Overflow in an argument, and in what is done with a result.
fn grow(n, x) {
    if (n == 0) { return x }
    return grow(n - 1, x * 3) - x;
}
puts(grow(20, 1), grow(45, 1)); // expect: 1743392201
// expect: 1477156353275416849322

// Objects, with collections in between.
fn chain(n, rest) {
    if (n == 0) { return rest }
    let made = chain(n - 1, [n, rest]);
    return [n, made];
}
fn depth(it) {
    if (it == null) { return 0 }
    return 1 + depth(it[1]);
}
let total = 0;
for (let i = 0; i < 40; i++) { total += depth(chain(i, null)) }
puts(total); // expect: 1560

// It throws, is caught below, and goes on.
fn risky(n, limit) {
    if (n > limit) { throw [n, limit] }
    let below = 0;
    if (n % 4 == 0) {
        try { below = risky(n + 3, limit) } catch (e) { below = e[0] }
    } else {
        below = risky(n + 1, limit);
    }
    return below + n;
}
let caught = [];
for (let i = 0; i < 50; i++) {
    try { caught.push(risky(i, 20)) } catch (e) { caught.push(e) }
}
puts(caught[0], caught[13], caught[20], caught[21], caught[49]);
// expect: 138
// expect: 120
// expect: 43
// expect: [21, 20]
// expect: [49, 20]

// As a method, and through a closure with a captured value.
class Node {
    let left; let right; let weight;
    fn init(depth) {
        self.weight = depth;
        self.left = depth > 0 ? Node(depth - 1) : null;
        self.right = depth > 1 ? Node(depth - 2) : null;
    }
    fn sum(factor) {
        let below = self.left == null ? 0 : self.left.sum(factor);
        if (self.right != null) { below += self.right.sum(factor) }
        return below + self.weight * factor;
    }
}
let root = Node(10);
let sums = [];
for (let i = 0; i < 30; i++) { sums.push(root.sum(i < 20 ? i : 0.5)) }
puts(sums[1], sums[19], sums[25]); // expect: 364
// expect: 6916
// expect: 182.0
fn counting(step) {
    let seen = 0;
    let walk = fn(n) {
        seen += step;
        if (n > 0) { walk(n - 1); walk(n - 2) }
        return seen;
    };
    return walk;
}
let walk = counting(2);
puts(walk(10), counting(0.25)(11)); // expect: 574
// expect: 116.25

// Constants that are objects.
fn spelled(n, text) {
    if (n == 0) { return text }
    if (n % 2 == 0) { return spelled(n - 1, text + "even") + "!" }
    return spelled(n - 1, text + "odd") + str(1180591620717411303424 + n).slice(18, 22);
}
let length = 0;
for (let i = 0; i < 60; i++) { length += len(spelled(i % 8, "x")) }
puts(length, spelled(5, "")); // expect: 1302
// expect: oddevenoddevenodd3425!3427!3429

// Too deep.
fn forever(n, x) { return forever(n + 1, x) + 1 }
try { forever(0, 1.5) } catch (e) { puts(e) } // expect: stack overflow: more than 300 frames
