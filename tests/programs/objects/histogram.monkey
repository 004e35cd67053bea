// A histogram of strings: count, merge, sort; see the benchmark of this name.

const CONSONANTS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z"];
const VOWELS = ["a", "e", "i", "o", "u"];

class Random {
    let seed;

    fn init(seed) {
        self.seed = seed;
    }

    fn below(limit) {
        self.seed = self.seed * 16807 % 2147483647;
        return self.seed % limit;
    }

    // The smallest of three.
    fn small(limit) {
        let a = self.below(limit);
        let b = self.below(limit);
        let c = self.below(limit);
        let least = a < b ? a : b;
        return least < c ? least : c;
    }
}

class Entry {
    let key;
    let count;

    fn init(key, count) {
        self.key = key;
        self.count = count;
    }

    fn isBefore(other) {
        if (self.count != other.count) {
            return self.count > other.count;
        }
        return self.key < other.key;
    }
}

class Histogram {
    let counts;
    let total;

    fn init() {
        self.counts = {};
        self.total = 0;
    }

    fn add(key, n = 1) {
        self.counts[key] = (self.counts[key] ?? 0) + n;
        self.total += n;
    }

    fn size() {
        return len(self.counts);
    }

    fn merge(other) {
        for ([key, count] in other.counts) {
            self.add(key, count);
        }
    }

    fn ranking() {
        let ranking = [];
        for ([key, count] in self.counts) {
            ranking.push(Entry(key, count));
        }
        return sort(ranking, fn(a, b) { return a.isBefore(b); });
    }
}

fn spell(number) {
    let word = "";
    do {
        word += CONSONANTS[number % 15];
        number = number / 15;
        word += VOWELS[number % 5];
        number = number / 5;
    } while (number > 0);
    return word;
}

fn bar(count, total) {
    let line = "";
    for (let i = 0; i < count * 60 / total; i++) {
        line += "#";
    }
    return line;
}

fn main(chapters, words) {
    let random = Random(99);
    let book = Histogram();
    let lengths = Histogram();
    for (let chapter = 0; chapter < chapters; chapter++) {
        let histogram = Histogram();
        for (let i = 0; i < words; i++) {
            let word = spell(random.small(9000 + chapter * 100));
            histogram.add(word);
            lengths.add(len(word));
        }
        book.merge(histogram);
    }
    puts(book.total);
    puts(book.size());
    let check = 0;
    let ranking = book.ranking();
    for (entry in ranking) {
        check = (check * 31 + entry.count + len(entry.key)) % 1000000007;
    }
    puts(check);
    for (let i = 0; i < 10; i++) {
        puts(ranking[i].key + " " + str(ranking[i].count));
    }
    for (entry in lengths.ranking()) {
        puts(str(entry.key) + " " + bar(entry.count, lengths.total));
    }
}

main(3, 40)
// expect: 120
// expect: 118
// expect: 623941661
// expect: nawi 2
// expect: noga 2
// expect: bami 1
// expect: baru 1
// expect: bazo 1
// expect: bewi 1
// expect: biza 1
// expect: bu 1
// expect: buka 1
// expect: buri 1
// expect: 4 #####################################################
// expect: 6 ####
// expect: 2 ##
