// Pancake flipping: over all permutations of 0..n-1, reverse the first p[0] + 1
// elements until the first is 0. Prints the alternating sum of the numbers of
// flips and the largest of them, for n = 10.

fn fannkuch(n) {
    let perm = array(n, 0);
    let flipped = array(n, 0);
    let counts = array(n, 0);
    for (let i = 0; i < n; i++) {
        perm[i] = i;
    }
    let sum = 0;
    let most = 0;
    let sign = 1;
    let level = n;
    while (true) {
        while (level > 1) {
            counts[level - 1] = level;
            level--;
        }

        for (let i = 0; i < n; i++) {
            flipped[i] = perm[i];
        }
        let flips = 0;
        let first = flipped[0];
        while (first != 0) {
            let lo = 0;
            let hi = first;
            while (lo < hi) {
                let t = flipped[lo];
                flipped[lo] = flipped[hi];
                flipped[hi] = t;
                lo++;
                hi--;
            }
            flips++;
            first = flipped[0];
        }
        sum += sign * flips;
        if (flips > most) {
            most = flips;
        }
        sign = 0 - sign;

        // The next permutation: rotate the first level + 1 elements by one.
        while (true) {
            if (level == n) {
                return [sum, most];
            }
            let head = perm[0];
            for (let i = 0; i < level; i++) {
                perm[i] = perm[i + 1];
            }
            perm[level] = head;
            counts[level] -= 1;
            if (counts[level] > 0) {
                break;
            }
            level++;
        }
    }
}

let result = fannkuch(10);
puts(result[0]);
puts(result[1])
