// String building: writes numbers in base 3 by appending one digit at a time,
// counts the results in a Map, and collects them on pages of at least 4000
// characters, each page built by appending too. Prints the number of distinct strings,
// the number of full pages, the characters appended in all and a checksum.

function inBase3(n) {
    let digits = "";
    while (n > 0) {
        const digit = n % 3;
        if (digit === 0) {
            digits += "0";
        } else if (digit === 1) {
            digits += "1";
        } else {
            digits += "2";
        }
        n = (n - digit) / 3;
    }
    return digits;
}

function main(rounds) {
    const counts = new Map();
    let page = "";
    let pages = 0;
    let appended = 0;
    let check = 0;
    for (let i = 1; i <= rounds; i++) {
        const word = inBase3(i * 7 % 20011 + 1);
        const seen = (counts.get(word) ?? 0) + 1;
        counts.set(word, seen);
        check += seen * word.length;
        page += word;
        page += ",";
        if (page.length >= 4000) {
            appended += page.length;
            pages++;
            page = "";
        }
    }
    appended += page.length;
    console.log(String(counts.size));
    console.log(String(pages));
    console.log(String(appended));
    console.log(String(check));
}

main(500000);
