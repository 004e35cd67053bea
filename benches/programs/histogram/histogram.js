// A histogram over strings: spells words out of numbers (small numbers are the more
// frequent), counts the words of each of ten chapters in a Map and the letters of
// the words by length, merges the chapters and sorts the entries. Prints how
// many words there are, how many differ, a checksum over the whole order, the ten
// most frequent ones and a bar for each length.

const CONSONANTS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z"];
const VOWELS = ["a", "e", "i", "o", "u"];

class Random {
    constructor(seed) {
        this.seed = seed;
    }

    below(limit) {
        this.seed = this.seed * 16807 % 2147483647;
        return this.seed % limit;
    }

    // The smallest of three.
    small(limit) {
        const a = this.below(limit);
        const b = this.below(limit);
        const c = this.below(limit);
        const least = a < b ? a : b;
        return least < c ? least : c;
    }
}

class Entry {
    constructor(key, count) {
        this.key = key;
        this.count = count;
    }

    isBefore(other) {
        if (this.count !== other.count) {
            return this.count > other.count;
        }
        return this.key < other.key;
    }
}

class Histogram {
    constructor() {
        this.counts = new Map();
        this.total = 0;
    }

    add(key, n = 1) {
        this.counts.set(key, (this.counts.get(key) ?? 0) + n);
        this.total += n;
    }

    size() {
        return this.counts.size;
    }

    merge(other) {
        for (const [key, count] of other.counts) {
            this.add(key, count);
        }
    }

    ranking() {
        const ranking = [];
        for (const [key, count] of this.counts) {
            ranking.push(new Entry(key, count));
        }
        return ranking.sort((a, b) => (a.isBefore(b) ? -1 : 1));
    }
}

function spell(number) {
    let word = "";
    do {
        word += CONSONANTS[number % 15];
        number = Math.floor(number / 15);
        word += VOWELS[number % 5];
        number = Math.floor(number / 5);
    } while (number > 0);
    return word;
}

function bar(count, total) {
    const length = Math.floor(count * 60 / total);
    let line = "";
    for (let i = 0; i < length; i++) {
        line += "#";
    }
    return line;
}

function main(chapters, words) {
    const random = new Random(99);
    const book = new Histogram();
    const lengths = new Histogram();
    for (let chapter = 0; chapter < chapters; chapter++) {
        const histogram = new Histogram();
        for (let i = 0; i < words; i++) {
            const word = spell(random.small(9000 + chapter * 100));
            histogram.add(word);
            lengths.add(word.length);
        }
        book.merge(histogram);
    }
    console.log(String(book.total));
    console.log(String(book.size()));
    let check = 0;
    const ranking = book.ranking();
    for (const entry of ranking) {
        check = (check * 31 + entry.count + entry.key.length) % 1000000007;
    }
    console.log(String(check));
    for (let i = 0; i < 10; i++) {
        console.log(ranking[i].key + " " + ranking[i].count);
    }
    for (const entry of lengths.ranking()) {
        console.log(entry.key + " " + bar(entry.count, lengths.total));
    }
}

main(10, 150000);
