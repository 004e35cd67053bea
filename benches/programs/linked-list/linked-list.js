// Singly linked lists of objects: builds lists of 100000 random numbers, reverses
// them, sorts them by merging, filters and maps them, and puts numbers into their
// places in a sorted list. Prints, for the rounds together, lengths and checksums
// that depend on the order of the elements.

class Node {
    constructor(value, next) {
        this.value = value;
        this.next = next;
    }
}

class List {
    constructor() {
        this.head = null;
        this.size = 0;
    }

    prepend(value) {
        this.head = new Node(value, this.head);
        this.size++;
    }

    // Puts a value before the first one that is not less, in a sorted list.
    insert(value) {
        let node = this.head;
        if (node === null || node.value >= value) {
            this.prepend(value);
            return;
        }
        while (node.next !== null && node.next.value < value) {
            node = node.next;
        }
        node.next = new Node(value, node.next);
        this.size++;
    }

    reverse() {
        let done = null;
        let node = this.head;
        while (node !== null) {
            const next = node.next;
            node.next = done;
            done = node;
            node = next;
        }
        this.head = done;
    }

    // The values that a function holds true, as a new list in the same order.
    filter(keep) {
        const kept = new List();
        for (let node = this.head; node !== null; node = node.next) {
            if (keep(node.value)) {
                kept.prepend(node.value);
            }
        }
        kept.reverse();
        return kept;
    }

    map(change) {
        const changed = new List();
        for (let node = this.head; node !== null; node = node.next) {
            changed.prepend(change(node.value));
        }
        changed.reverse();
        return changed;
    }

    fold(start, combine) {
        let result = start;
        for (let node = this.head; node !== null; node = node.next) {
            result = combine(result, node.value);
        }
        return result;
    }

    sort() {
        this.head = this.sorted(this.head, this.size);
    }

    // The first `n` nodes from `node` on, sorted and unlinked from the others.
    sorted(node, n) {
        if (n < 2) {
            if (node !== null) {
                node.next = null;
            }
            return node;
        }
        const half = Math.floor(n / 2);
        let middle = node;
        for (let i = 0; i < half; i++) {
            middle = middle.next;
        }
        const right = this.sorted(middle, n - half);
        const left = this.sorted(node, half);
        return this.merge(left, right);
    }

    merge(left, right) {
        const first = new Node(0, null);
        let last = first;
        while (left !== null && right !== null) {
            if (right.value < left.value) {
                last.next = right;
                right = right.next;
            } else {
                last.next = left;
                left = left.next;
            }
            last = last.next;
        }
        last.next = left === null ? right : left;
        return first.next;
    }
}

function checksum(list) {
    return list.fold(0, (check, value) => (check * 31 + value) % 1000000007);
}

function main(rounds, n) {
    let seed = 42;
    const random = (limit) => {
        seed = seed * 16807 % 2147483647;
        return seed % limit;
    };
    let built = 0;
    let ordered = 0;
    let filtered = 0;
    let mapped = 0;
    let inserted = 0;
    let lengths = 0;
    for (let round = 0; round < rounds; round++) {
        const list = new List();
        for (let i = 0; i < n; i++) {
            list.prepend(random(1000000));
        }
        list.reverse();
        built = (built + checksum(list)) % 1000000007;
        list.sort();
        ordered = (ordered + checksum(list)) % 1000000007;
        const odd = list.filter((value) => value % 2 === 1);
        filtered = (filtered + checksum(odd)) % 1000000007;
        lengths += odd.size;
        const small = odd.map((value) => value % 100 + round);
        mapped = (mapped + checksum(small)) % 1000000007;
        const places = new List();
        for (let i = 0; i < 500; i++) {
            places.insert(random(10000));
        }
        inserted = (inserted + checksum(places)) % 1000000007;
        lengths += places.size;
    }
    console.log(String(built));
    console.log(String(ordered));
    console.log(String(filtered));
    console.log(String(mapped));
    console.log(String(inserted));
    console.log(String(lengths));
}

main(10, 100000);
