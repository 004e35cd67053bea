// Quicksort (Hoare's partition around the middle element) of pseudo-random
// integers. Prints the descents left (none), their sum, and a checksum that
// depends on every position.

fn fill(n, seed) {
    let xs = array(n, 0);
    for (let i = 0; i < n; i++) {
        seed = seed * 16807 % 2147483647;
        xs[i] = seed;
    }
    return xs;
}

fn quicksort(xs, low, high) {
    let pivot = xs[(low + high) / 2];
    let i = low;
    let j = high;
    while (i <= j) {
        while (xs[i] < pivot) {
            i++;
        }
        while (xs[j] > pivot) {
            j--;
        }
        if (i <= j) {
            let t = xs[i];
            xs[i] = xs[j];
            xs[j] = t;
            i++;
            j--;
        }
    }
    if (low < j) {
        quicksort(xs, low, j);
    }
    if (i < high) {
        quicksort(xs, i, high);
    }
}

fn main(n) {
    let xs = fill(n, 42);
    quicksort(xs, 0, n - 1);
    let descents = 0;
    let sum = xs[0];
    let check = xs[0] % 1009;
    for (let i = 1; i < n; i++) {
        if (xs[i] < xs[i - 1]) {
            descents++;
        }
        sum += xs[i];
        check += xs[i] % 1009 * (i % 101);
    }
    puts(descents);
    puts(sum);
    puts(check);
}

main(2000000)
