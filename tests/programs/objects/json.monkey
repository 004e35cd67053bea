// A JSON printer and parser: what was printed is parsed and printed again; see the benchmark of this name.
// Where each third guard fails, each exit of each version is recorded and compiled: twelve seconds of a quiet machine.
// not on: native-fail

const ESCAPES = {
    "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r",
};

const UNESCAPES = {
    "\"": "\"", "\\": "\\", "/": "/", "n": "\n", "t": "\t", "r": "\r",
};

class Printer {
    let parts;

    fn init() {
        self.parts = [];
    }

    fn print(value) {
        self.value(value);
        return join(self.parts, "");
    }

    fn value(value) {
        let kind = type(value);
        if (kind == "string") {
            self.string(value);
        } else if (kind == "array") {
            self.array(value);
        } else if (kind == "hash") {
            self.object(value);
        } else {
            self.parts.push(str(value));
        }
    }

    fn string(text) {
        self.parts.push("\"");
        let from = 0;
        for (let i = 0; i < len(text); i++) {
            let escape = ESCAPES[text[i]];
            if (escape != null) {
                self.parts.push(text[from:i]);
                self.parts.push(escape);
                from = i + 1;
            }
        }
        self.parts.push(text[from:]);
        self.parts.push("\"");
    }

    fn array(items) {
        self.parts.push("[");
        for (let i = 0; i < len(items); i++) {
            if (i > 0) {
                self.parts.push(",");
            }
            self.value(items[i]);
        }
        self.parts.push("]");
    }

    fn object(members) {
        let separator = "{";
        for ([key, value] in members) {
            self.parts.push(separator);
            self.string(key);
            self.parts.push(":");
            self.value(value);
            separator = ",";
        }
        self.parts.push(separator == "{" ? "{}" : "}");
    }
}

class Parser {
    let text;
    let at;

    fn init(text) {
        self.text = text;
        self.at = 0;
    }

    fn parse() {
        let value = self.value();
        self.skipSpace();
        if (self.at < len(self.text)) {
            self.fail("the end");
        }
        return value;
    }

    fn fail(wanted) {
        throw "expected " + wanted + " at " + str(self.at);
    }

    // The next character, or an empty string at the end.
    fn peek() {
        return self.at < len(self.text) ? self.text[self.at] : "";
    }

    fn skipSpace() {
        let c = self.peek();
        while (c == " " || c == "\n" || c == "\t" || c == "\r") {
            self.at++;
            c = self.peek();
        }
    }

    fn expect(c) {
        self.skipSpace();
        if (self.peek() != c) {
            self.fail(c);
        }
        self.at++;
    }

    // Goes past a character if it comes next.
    fn accept(c) {
        self.skipSpace();
        if (self.peek() == c) {
            self.at++;
            return true;
        }
        return false;
    }

    fn value() {
        self.skipSpace();
        let c = self.peek();
        if (c == "\"") {
            return self.string();
        }
        if (c == "{") {
            return self.object();
        }
        if (c == "[") {
            return self.array();
        }
        if (c == "t") {
            return self.word("true", true);
        }
        if (c == "f") {
            return self.word("false", false);
        }
        if (c == "n") {
            return self.word("null", null);
        }
        return self.number();
    }

    fn word(word, value) {
        let end = self.at + len(word);
        if (self.text[self.at:end] != word) {
            self.fail(word);
        }
        self.at = end;
        return value;
    }

    fn number() {
        let start = self.at;
        if (self.peek() == "-") {
            self.at++;
        }
        let digits = self.at;
        let c = self.peek();
        while (c >= "0" && c <= "9") {
            self.at++;
            c = self.peek();
        }
        if (self.at == digits) {
            self.fail("a value");
        }
        return int(self.text[start:self.at]);
    }

    fn string() {
        self.expect("\"");
        let parts = [];
        let from = self.at;
        let c = self.peek();
        while (c != "\"") {
            if (c == "") {
                self.fail("a quote");
            }
            if (c == "\\") {
                parts.push(self.text[from:self.at]);
                self.at++;
                let meant = UNESCAPES[self.peek()];
                if (meant == null) {
                    self.fail("an escape");
                }
                parts.push(meant);
                from = self.at + 1;
            }
            self.at++;
            c = self.peek();
        }
        let rest = self.text[from:self.at];
        self.at++;
        if (len(parts) == 0) {
            return rest;
        }
        parts.push(rest);
        return join(parts, "");
    }

    fn array() {
        self.expect("[");
        let items = [];
        if (self.accept("]")) {
            return items;
        }
        do {
            items.push(self.value());
        } while (self.accept(","));
        self.expect("]");
        return items;
    }

    fn object() {
        self.expect("{");
        let members = {};
        if (self.accept("}")) {
            return members;
        }
        do {
            self.skipSpace();
            let key = self.string();
            self.expect(":");
            members[key] = self.value();
        } while (self.accept(","));
        self.expect("}");
        return members;
    }
}

fn makeRandom(seed) {
    return fn(limit) {
        seed = seed * 16807 % 2147483647;
        return seed % limit;
    };
}

fn makeRecord(random, id) {
    let tags = [];
    for (let i = random(4); i > 0; i--) {
        tags.push("tag" + str(random(50)));
    }
    let record = {
        "id": id,
        "name": "record number " + str(id),
        "note": id % 3 == 0 ? "a \"quoted\" word,\n\ttabs and \\ strokes" : "",
        "active": random(2) == 0,
        "balance": random(200001) - 100000,
        "tags": tags,
        "parent": id % 5 == 0 ? null : {"id": random(id), "kind": "link"},
    };
    return record;
}

fn main(records) {
    let random = makeRandom(11);
    let made = [];
    for (let id = 1; id <= records; id++) {
        made.push(makeRecord(random, id));
    }
    let text = Printer().print({"version": 1, "records": made, "empty": {}});
    let parsed = Parser(text).parse();
    let again = Printer().print(parsed);

    let active = 0;
    let balance = 0;
    let tags = 0;
    let parents = 0;
    for (record in parsed.records) {
        if (record.active) {
            active++;
        }
        balance += record.balance;
        tags += len(record.tags);
        if (record.parent != null) {
            parents += record.parent.id;
        }
    }
    let check = 0;
    for (let i = 0; i < len(again); i += 101) {
        check = (check * 31 + ord(again[i])) % 1000000007;
    }
    puts(len(text));
    puts(text == again ? "the same" : "different");
    puts(active);
    puts(balance);
    puts(tags);
    puts(parents);
    puts(check);
}

main(6)
// expect: 868
// expect: the same
// expect: 3
// expect: 73973
// expect: 9
// expect: 3
// expect: 625989521
