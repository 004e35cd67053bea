// Linked lists as objects: insert, reverse, sort by merging, filter and map; see the benchmark of this name.

class Node {
    let value;
    let next;

    fn init(value, next) {
        self.value = value;
        self.next = next;
    }
}

class List {
    let head;
    let size;

    fn init() {
        self.head = null;
        self.size = 0;
    }

    fn prepend(value) {
        self.head = Node(value, self.head);
        self.size++;
    }

    // Puts a value before the first one that is not less, in a sorted list.
    fn insert(value) {
        let node = self.head;
        if (node == null || node.value >= value) {
            self.prepend(value);
            return;
        }
        while (node.next != null && node.next.value < value) {
            node = node.next;
        }
        node.next = Node(value, node.next);
        self.size++;
    }

    fn reverse() {
        let done = null;
        let node = self.head;
        while (node != null) {
            let next = node.next;
            node.next = done;
            done = node;
            node = next;
        }
        self.head = done;
    }

    // The values that a function holds true, as a new list in the same order.
    fn filter(keep) {
        let kept = List();
        for (let node = self.head; node != null; node = node.next) {
            if (keep(node.value)) {
                kept.prepend(node.value);
            }
        }
        kept.reverse();
        return kept;
    }

    fn map(change) {
        let changed = List();
        for (let node = self.head; node != null; node = node.next) {
            changed.prepend(change(node.value));
        }
        changed.reverse();
        return changed;
    }

    fn fold(start, combine) {
        let result = start;
        for (let node = self.head; node != null; node = node.next) {
            result = combine(result, node.value);
        }
        return result;
    }

    fn sort() {
        self.head = self.sorted(self.head, self.size);
    }

    // The first `n` nodes from `node` on, sorted and unlinked from the others.
    fn sorted(node, n) {
        if (n < 2) {
            if (node != null) {
                node.next = null;
            }
            return node;
        }
        let half = n / 2;
        let middle = node;
        for (let i = 0; i < half; i++) {
            middle = middle.next;
        }
        let right = self.sorted(middle, n - half);
        let left = self.sorted(node, half);
        return self.merge(left, right);
    }

    fn merge(left, right) {
        let first = Node(0, null);
        let last = first;
        while (left != null && right != null) {
            if (right.value < left.value) {
                last.next = right;
                right = right.next;
            } else {
                last.next = left;
                left = left.next;
            }
            last = last.next;
        }
        last.next = left == null ? right : left;
        return first.next;
    }
}

fn checksum(list) {
    return list.fold(0, fn(check, value) { return (check * 31 + value) % 1000000007; });
}

fn main(rounds, n) {
    let seed = 42;
    let random = fn(limit) {
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
        let list = List();
        for (let i = 0; i < n; i++) {
            list.prepend(random(1000000));
        }
        list.reverse();
        built = (built + checksum(list)) % 1000000007;
        list.sort();
        ordered = (ordered + checksum(list)) % 1000000007;
        let odd = list.filter(fn(value) { return value % 2 == 1; });
        filtered = (filtered + checksum(odd)) % 1000000007;
        lengths += odd.size;
        let small = odd.map(fn(value) { return value % 100 + round; });
        mapped = (mapped + checksum(small)) % 1000000007;
        let places = List();
        for (let i = 0; i < 30; i++) {
            places.insert(random(10000));
        }
        inserted = (inserted + checksum(places)) % 1000000007;
        lengths += places.size;
    }
    puts(built);
    puts(ordered);
    puts(filtered);
    puts(mapped);
    puts(inserted);
    puts(lengths);
}

main(2, 60)
// expect: 252098298
// expect: 241694562
// expect: 39634559
// expect: 860530122
// expect: 99858903
// expect: 123
