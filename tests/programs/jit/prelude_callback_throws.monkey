// The function given to map throws in some rounds; what it did before stays.
let seen = []
let errors = 0
for (let i = 0; i < 150; i++) {
    try {
        map([1, 2, 0, 3], x => { seen.push(x); if (i % 3 == 0 && x == 0) { throw i }; x })
    } catch (e) { errors = errors + e }
}
puts(len(seen), errors, sum(seen))
// expect: 550
// expect: 3675
// expect: 750
