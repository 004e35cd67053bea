// Word count: the lines, words and characters of a text file, and its most
// frequent words.
//
// Shows reading a file, arguments, pipes of builtins, counting in a hash and
// sorting with a comparison.
//
//     hivm run examples/wordcount.monkey
//     hivm run examples/wordcount.monkey -- FILE

fn isLetter(c) {
    return (c >= "a" && c <= "z") || c == "'" || ord(c) > 127;
}

// The words of a text, in lower case and without punctuation.
fn wordsOf(text) {
    let words = [];
    let word = "";
    for (c in lower(text) + "\n") {
        if (isLetter(c)) {
            word += c;
        } else if (word != "") {
            words.push(word);
            word = "";
        }
    }
    return words;
}

fn countEach(items) {
    let counts = {};
    for (item in items) {
        counts[item] = (counts[item] ?? 0) + 1;
    }
    return counts;
}

// The more frequent first; words of the same frequency by alphabet.
fn moreFrequent(a, b) {
    let [wordA, countA] = a;
    let [wordB, countB] = b;
    return countA != countB ? countA > countB : wordA < wordB;
}

let path = args()[0] ?? "examples/wordcount.txt";
let text = readFile(path);
let words = wordsOf(text);
let counts = countEach(words);

puts(`lines:      ${len(split(text, "\n")) - 1}`);
puts(`words:      ${len(words)}`);
puts(`different:  ${len(counts)}`);
puts(`characters: ${len(text)}`);

for ([word, count] in entries(counts) |> sort(moreFrequent) |> take(10)) {
    puts(padLeft(str(count), 4) + " " + padRight(word, 8) + " " + "*" * count);
}

let longest = words |> unique() |> sortBy(word => 0 - len(word)) |> first();
puts(`longest: ${longest}`);
