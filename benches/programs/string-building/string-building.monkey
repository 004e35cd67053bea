// String building: writes numbers in base 3 by appending one digit at a time,
// counts the results in a hash, and collects them on pages of at least 4000
// characters, each page built by appending too. Prints the number of distinct strings,
// the number of full pages, the characters appended in all and a checksum.

fn inBase3(n) {
    let digits = "";
    while (n > 0) {
        let digit = n % 3;
        if (digit == 0) {
            digits += "0";
        } else if (digit == 1) {
            digits += "1";
        } else {
            digits += "2";
        }
        n = (n - digit) / 3;
    }
    return digits;
}

fn main(rounds) {
    let counts = {};
    let page = "";
    let pages = 0;
    let appended = 0;
    let check = 0;
    for (let i = 1; i <= rounds; i++) {
        let word = inBase3(i * 7 % 20011 + 1);
        let seen = (counts[word] ?? 0) + 1;
        counts[word] = seen;
        check += seen * len(word);
        page += word;
        page += ",";
        if (len(page) >= 4000) {
            appended += len(page);
            pages++;
            page = "";
        }
    }
    appended += len(page);
    puts(len(counts));
    puts(pages);
    puts(appended);
    puts(check);
}

main(500000)
