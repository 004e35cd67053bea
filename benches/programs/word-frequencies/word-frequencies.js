// Word frequencies: makes eight texts of 500000 words out of syllables with a small
// linear congruential generator (low word numbers are the more frequent), splits
// them at the spaces, counts the words in a Map and sorts them by frequency.
// Prints the length of the texts, the number of distinct words, a checksum over
// the whole ranking and the ten most frequent words.

function makeRandom(seed) {
    return function (limit) {
        seed = seed * 16807 % 2147483647;
        return seed % limit;
    };
}

function makeWords(random, n) {
    const syllables = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "zen"];
    const words = [];
    for (let i = 0; i < n; i++) {
        let word = "";
        const parts = 2 + random(3);
        for (let j = 0; j < parts; j++) {
            word += syllables[random(12)];
        }
        words.push(word);
    }
    return words;
}

function makeText(random, words, n) {
    const parts = [];
    for (let i = 0; i < n; i++) {
        const a = random(words.length);
        const b = random(words.length);
        parts.push(words[a < b ? a : b]);
    }
    return parts.join(" ");
}

function countWords(text, counts) {
    for (const word of text.split(" ")) {
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
}

function rank(counts) {
    const ranking = [];
    for (const [word, count] of counts) {
        ranking.push([word, count]);
    }
    return ranking.sort((a, b) => {
        if (a[1] !== b[1]) {
            return b[1] - a[1];
        }
        return a[0] < b[0] ? -1 : 1;
    });
}

function main(texts, n) {
    const random = makeRandom(2024);
    const words = makeWords(random, 4000);
    const counts = new Map();
    let length = 0;
    for (let i = 0; i < texts; i++) {
        const text = makeText(random, words, n);
        length += text.length;
        countWords(text, counts);
    }
    const ranking = rank(counts);
    let check = 0;
    for (let i = 0; i < ranking.length; i++) {
        check += ranking[i][1] * (i + 1);
    }
    console.log(String(length));
    console.log(String(ranking.length));
    console.log(String(check));
    for (let i = 0; i < 10; i++) {
        console.log(ranking[i][0] + " " + String(ranking[i][1]));
    }
}

main(8, 500000);
