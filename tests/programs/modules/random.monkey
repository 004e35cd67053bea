import "random"
// What a seed gives is the same everywhere.
random.seed(1)
let first = [random.int(1, 6), random.int(-5, 5), random.float(), random.choice(["a", "b", "c"]), random.shuffle([1, 2, 3, 4, 5]), random.sample(range(10), 3)]
random.seed(1)
let again = [random.int(1, 6), random.int(-5, 5), random.float(), random.choice(["a", "b", "c"]), random.shuffle([1, 2, 3, 4, 5]), random.sample(range(10), 3)]
puts(equals(first, again), first)
// expect: true
// expect: [5, 0, 0.5741057000197225, "b", [2, 3, 5, 1, 4], [8, 5, 9]]
let counts = array(6, 0)
for (let i = 0; i < 6000; i++) {
    let n = random.int(0, 5)
    counts[n] += 1
}
puts(counts.all(n => n > 850 && n < 1150)) // expect: true
let low = 1.0
let high = 0.0
for (let i = 0; i < 500; i++) {
    let x = random.float()
    low = min(low, x)
    high = max(high, x)
}
puts(low >= 0.0 && low < 0.05, high < 1.0 && high > 0.95)
// expect: true
// expect: true
let xs = [1, 2.5, "x", null]
let shuffled = random.shuffle(xs)
puts(xs, len(shuffled), xs.all(x => x in shuffled))
// expect: [1, 2.5, "x", null]
// expect: 4
// expect: true
puts(random.int(3, 3), random.sample([1], 0), random.shuffle([]))
// expect: 3
// expect: []
// expect: []
puts(type(random.int(-9223372036854775808, 9223372036854775807))) // expect: int
