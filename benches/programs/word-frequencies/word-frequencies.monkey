// Word frequencies: makes eight texts of 500000 words out of syllables with a small
// linear congruential generator (low word numbers are the more frequent), splits
// them at the spaces, counts the words in a hash and sorts them by frequency.
// Prints the length of the texts, the number of distinct words, a checksum over
// the whole ranking and the ten most frequent words.

fn makeRandom(seed) {
    return fn(limit) {
        seed = seed * 16807 % 2147483647;
        return seed % limit;
    };
}

fn makeWords(random, n) {
    let syllables = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "zen"];
    let words = [];
    for (let i = 0; i < n; i++) {
        let word = "";
        let parts = 2 + random(3);
        for (let j = 0; j < parts; j++) {
            word += syllables[random(12)];
        }
        words.push(word);
    }
    return words;
}

fn makeText(random, words, n) {
    let parts = [];
    for (let i = 0; i < n; i++) {
        let a = random(len(words));
        let b = random(len(words));
        parts.push(words[a < b ? a : b]);
    }
    return join(parts, " ");
}

fn countWords(text, counts) {
    for (word in split(text, " ")) {
        counts[word] = (counts[word] ?? 0) + 1;
    }
}

fn rank(counts) {
    let ranking = [];
    for ([word, count] in counts) {
        ranking.push([word, count]);
    }
    return sort(ranking, fn(a, b) {
        if (a[1] != b[1]) {
            return a[1] > b[1];
        }
        return a[0] < b[0];
    });
}

fn main(texts, n) {
    let random = makeRandom(2024);
    let words = makeWords(random, 4000);
    let counts = {};
    let length = 0;
    for (let i = 0; i < texts; i++) {
        let text = makeText(random, words, n);
        length += len(text);
        countWords(text, counts);
    }
    let ranking = rank(counts);
    let check = 0;
    for (let i = 0; i < len(ranking); i++) {
        check += ranking[i][1] * (i + 1);
    }
    puts(length);
    puts(len(ranking));
    puts(check);
    for (let i = 0; i < 10; i++) {
        puts(ranking[i][0] + " " + str(ranking[i][1]));
    }
}

main(8, 500000)
