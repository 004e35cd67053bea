// A tokenizer: writes the source text of a program of 40000 random statements,
// splits it into tokens and counts these by kind and the names by spelling. Prints
// the length of the text, the number of lines, the counts, the most frequent name
// and a checksum over all tokens.

class Random {
    constructor(seed) {
        this.seed = seed;
    }

    below(limit) {
        this.seed = this.seed * 16807 % 2147483647;
        return this.seed % limit;
    }

    pick(list) {
        return list[this.below(list.length)];
    }
}

// Writes programs at random.
class Author {
    constructor(seed) {
        this.random = new Random(seed);
        this.parts = [];
    }

    name() {
        const a = this.random.pick(["count", "total", "next", "left", "right", "x", "y", "item"]);
        return a + this.random.pick(["", "", "_1", "_2", "Of", "In"]);
    }

    expression(depth) {
        const choice = this.random.below(depth > 2 ? 4 : 7);
        if (choice < 2) {
            this.parts.push(this.name());
        } else if (choice === 2) {
            this.parts.push(String(this.random.below(100000)));
        } else if (choice === 3) {
            this.parts.push("\"some " + this.name() + "\"");
        } else if (choice === 4) {
            this.parts.push("(");
            this.expression(depth + 1);
            this.parts.push(")");
        } else {
            this.expression(depth + 1);
            this.parts.push(this.random.pick([" + ", " - ", " * ", " / ", " == ", " <= ", " < ", " && "]));
            this.expression(depth + 1);
        }
    }

    statement() {
        const choice = this.random.below(6);
        if (choice < 2) {
            this.parts.push("let " + this.name() + " = ");
            this.expression(0);
            this.parts.push(";\n");
        } else if (choice === 2) {
            this.parts.push("if (");
            this.expression(0);
            this.parts.push(") {\n    return ");
            this.expression(0);
            this.parts.push(";\n}\n");
        } else if (choice === 3) {
            this.parts.push("while (");
            this.expression(1);
            this.parts.push(") { " + this.name() + " = ");
            this.expression(1);
            this.parts.push("; }\n");
        } else if (choice === 4) {
            this.parts.push("// what follows is about " + this.name() + "\n");
        } else {
            this.parts.push("fn " + this.name() + "(" + this.name() + ") { ");
            this.expression(0);
            this.parts.push(" }\n");
        }
    }

    write(statements) {
        for (let i = 0; i < statements; i++) {
            this.statement();
        }
        return this.parts.join("");
    }
}

const KEYWORDS = new Set(["let", "fn", "if", "while", "return"]);

class Token {
    constructor(kind, text, line) {
        this.kind = kind;
        this.text = text;
        this.line = line;
    }
}

function isLetter(c) {
    return c >= "a" && c <= "z" || c >= "A" && c <= "Z" || c === "_";
}

function isDigit(c) {
    return c >= "0" && c <= "9";
}

class Tokenizer {
    constructor(text) {
        this.text = text;
        this.size = text.length;
        this.at = 0;
        this.line = 1;
    }

    skipSpace() {
        while (this.at < this.size) {
            const c = this.text[this.at];
            if (c === "\n") {
                this.line++;
            } else if (c !== " ") {
                return;
            }
            this.at++;
        }
    }

    // The next token, or null at the end.
    next() {
        this.skipSpace();
        if (this.at === this.size) {
            return null;
        }
        const c = this.text[this.at];
        if (isLetter(c)) {
            return this.word();
        }
        if (isDigit(c)) {
            return this.number();
        }
        if (c === "\"") {
            return this.string();
        }
        return this.operator(c);
    }

    token(kind, start) {
        return new Token(kind, this.text.slice(start, this.at), this.line);
    }

    word() {
        const start = this.at;
        while (this.at < this.size && (isLetter(this.text[this.at]) || isDigit(this.text[this.at]))) {
            this.at++;
        }
        const token = this.token("name", start);
        if (KEYWORDS.has(token.text)) {
            token.kind = "keyword";
        }
        return token;
    }

    number() {
        const start = this.at;
        while (this.at < this.size && isDigit(this.text[this.at])) {
            this.at++;
        }
        return this.token("number", start);
    }

    string() {
        const start = this.at;
        this.at++;
        while (this.at < this.size && this.text[this.at] !== "\"") {
            this.at++;
        }
        this.at++;
        return this.token("string", start);
    }

    operator(c) {
        const start = this.at;
        this.at++;
        const next = this.at < this.size ? this.text[this.at] : "";
        if (c === "/" && next === "/") {
            while (this.at < this.size && this.text[this.at] !== "\n") {
                this.at++;
            }
            return this.token("comment", start);
        }
        if (next === "=" && (c === "=" || c === "<") || c === "&" && next === "&") {
            this.at++;
        }
        return this.token("operator", start);
    }
}

function main(statements) {
    const text = new Author(5).write(statements);
    const tokenizer = new Tokenizer(text);
    const tokens = [];
    let token = tokenizer.next();
    while (token !== null) {
        tokens.push(token);
        token = tokenizer.next();
    }

    const kinds = new Map();
    const names = new Map();
    let check = 0;
    for (const token of tokens) {
        kinds.set(token.kind, (kinds.get(token.kind) ?? 0) + 1);
        if (token.kind === "name") {
            names.set(token.text, (names.get(token.text) ?? 0) + 1);
        }
        check = (check * 31 + token.text.length + token.line) % 1000000007;
    }
    console.log(String(text.length));
    console.log(String(tokenizer.line));
    for (const kind of ["keyword", "name", "number", "string", "operator", "comment"]) {
        console.log(kind + " " + kinds.get(kind));
    }
    let best = "";
    let most = 0;
    for (const [name, count] of names) {
        if (count > most || count === most && name < best) {
            best = name;
            most = count;
        }
    }
    console.log(String(names.size));
    console.log(best + " " + most);
    console.log(String(check));
}

main(40000);
