// A tokenizer: writes the source text of a program of 40000 random statements,
// splits it into tokens and counts these by kind and the names by spelling. Prints
// the length of the text, the number of lines, the counts, the most frequent name
// and a checksum over all tokens.

class Random {
    let seed;

    fn init(seed) {
        self.seed = seed;
    }

    fn below(limit) {
        self.seed = self.seed * 16807 % 2147483647;
        return self.seed % limit;
    }

    fn pick(list) {
        return list[self.below(len(list))];
    }
}

// Writes programs at random.
class Author {
    let random;
    let parts;

    fn init(seed) {
        self.random = Random(seed);
        self.parts = [];
    }

    fn name() {
        let a = self.random.pick(["count", "total", "next", "left", "right", "x", "y", "item"]);
        return a + self.random.pick(["", "", "_1", "_2", "Of", "In"]);
    }

    fn expression(depth) {
        let choice = self.random.below(depth > 2 ? 4 : 7);
        if (choice < 2) {
            self.parts.push(self.name());
        } else if (choice == 2) {
            self.parts.push(str(self.random.below(100000)));
        } else if (choice == 3) {
            self.parts.push("\"some " + self.name() + "\"");
        } else if (choice == 4) {
            self.parts.push("(");
            self.expression(depth + 1);
            self.parts.push(")");
        } else {
            self.expression(depth + 1);
            self.parts.push(
                self.random.pick([" + ", " - ", " * ", " / ", " == ", " <= ", " < ", " && "]),
            );
            self.expression(depth + 1);
        }
    }

    fn statement() {
        let choice = self.random.below(6);
        if (choice < 2) {
            self.parts.push("let " + self.name() + " = ");
            self.expression(0);
            self.parts.push(";\n");
        } else if (choice == 2) {
            self.parts.push("if (");
            self.expression(0);
            self.parts.push(") {\n    return ");
            self.expression(0);
            self.parts.push(";\n}\n");
        } else if (choice == 3) {
            self.parts.push("while (");
            self.expression(1);
            self.parts.push(") { " + self.name() + " = ");
            self.expression(1);
            self.parts.push("; }\n");
        } else if (choice == 4) {
            self.parts.push("// what follows is about " + self.name() + "\n");
        } else {
            self.parts.push("fn " + self.name() + "(" + self.name() + ") { ");
            self.expression(0);
            self.parts.push(" }\n");
        }
    }

    fn write(statements) {
        for (let i = 0; i < statements; i++) {
            self.statement();
        }
        return join(self.parts, "");
    }
}

const KEYWORDS = {"let": true, "fn": true, "if": true, "while": true, "return": true};

class Token {
    let kind;
    let text;
    let line;

    fn init(kind, text, line) {
        self.kind = kind;
        self.text = text;
        self.line = line;
    }
}

fn isLetter(c) {
    return c >= "a" && c <= "z" || c >= "A" && c <= "Z" || c == "_";
}

fn isDigit(c) {
    return c >= "0" && c <= "9";
}

class Tokenizer {
    let text;
    let size;
    let at;
    let line;

    fn init(text) {
        self.text = text;
        self.size = len(text);
        self.at = 0;
        self.line = 1;
    }

    fn skipSpace() {
        while (self.at < self.size) {
            let c = self.text[self.at];
            if (c == "\n") {
                self.line++;
            } else if (c != " ") {
                return;
            }
            self.at++;
        }
    }

    // The next token, or null at the end.
    fn next() {
        self.skipSpace();
        if (self.at == self.size) {
            return null;
        }
        let c = self.text[self.at];
        if (isLetter(c)) {
            return self.word();
        }
        if (isDigit(c)) {
            return self.number();
        }
        if (c == "\"") {
            return self.string();
        }
        return self.operator(c);
    }

    fn token(kind, start) {
        return Token(kind, self.text[start:self.at], self.line);
    }

    fn word() {
        let start = self.at;
        while (
            self.at < self.size && (isLetter(self.text[self.at]) || isDigit(self.text[self.at]))
        ) {
            self.at++;
        }
        let token = self.token("name", start);
        if (token.text in KEYWORDS) {
            token.kind = "keyword";
        }
        return token;
    }

    fn number() {
        let start = self.at;
        while (self.at < self.size && isDigit(self.text[self.at])) {
            self.at++;
        }
        return self.token("number", start);
    }

    fn string() {
        let start = self.at;
        self.at++;
        while (self.at < self.size && self.text[self.at] != "\"") {
            self.at++;
        }
        self.at++;
        return self.token("string", start);
    }

    fn operator(c) {
        let start = self.at;
        self.at++;
        let next = self.at < self.size ? self.text[self.at] : "";
        if (c == "/" && next == "/") {
            while (self.at < self.size && self.text[self.at] != "\n") {
                self.at++;
            }
            return self.token("comment", start);
        }
        if (next == "=" && (c == "=" || c == "<") || c == "&" && next == "&") {
            self.at++;
        }
        return self.token("operator", start);
    }
}

fn main(statements) {
    let text = Author(5).write(statements);
    let tokenizer = Tokenizer(text);
    let tokens = [];
    let token = tokenizer.next();
    while (token != null) {
        tokens.push(token);
        token = tokenizer.next();
    }

    let kinds = {};
    let names = {};
    let check = 0;
    for (token in tokens) {
        kinds[token.kind] = (kinds[token.kind] ?? 0) + 1;
        if (token.kind == "name") {
            names[token.text] = (names[token.text] ?? 0) + 1;
        }
        check = (check * 31 + len(token.text) + token.line) % 1000000007;
    }
    puts(len(text));
    puts(tokenizer.line);
    for (kind in ["keyword", "name", "number", "string", "operator", "comment"]) {
        puts(kind + " " + str(kinds[kind]));
    }
    let best = "";
    let most = 0;
    for ([name, count] in names) {
        if (count > most || count == most && name < best) {
            best = name;
            most = count;
        }
    }
    puts(len(names));
    puts(best + " " + str(most));
    puts(check);
}

main(40000)
