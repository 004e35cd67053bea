// An element that may be null, or may not be there at all, in arrays of all kinds at one place: what is there is read in line, the rest
// is looked up.
fn pick(a, i) { return a[i] }
fn leaf() { return [null, null] }

let arrays = [[1, 2, 3], leaf(), ["x", "y"], [1.5], [], [true, false], [[7]], [2 ** 70]];
let seen = {};
for (let round = 0; round < 60; round++) {
    for (let n = 0; n < arrays.len(); n++) {
        for (let i = -2; i < 3; i++) {
            let it = pick(arrays[n], i);
            let key = str(it);
            seen[key] = (key in seen ? seen[key] : 0) + 1;
        }
    }
}
puts(seen);
// expect: {"2": 120, "3": 120, "1": 60, "null": 1260, "x": 120, "y": 120, "1.5": 120, "true": 120, "false": 120, "[7]": 120, "1180591620717411303424": 120}

// A chain that ends in null.
let chain = null;
for (let i = 0; i < 50; i++) { chain = [i, chain]; }
let total = 0;
for (let round = 0; round < 20; round++) {
    let at = chain;
    while (at != null) {
        total += at[0];
        at = at[1];
    }
}
puts(total); // expect: 24500

// A big index, and one that is no integer.
let index = [0, 1, 2 ** 80, -1, 5];
let found = [];
for (let round = 0; round < 30; round++) {
    for (let i in index) {
        let it = pick(chain, i);
        if (round == 29) { found.push(it == null) }
    }
}
puts(found); // expect: [false, false, true, false, true]
try { pick(chain, "0") } catch (e) { puts(e) } // expect: cannot index array with string
