// JSON: makes a document of 8000 records, prints it as text, parses the text and
// prints what was parsed again. Prints the length of the text, whether both texts
// are the same, sums over the parsed records and a checksum over the text.

const ESCAPES = new Map([
    ["\"", "\\\""], ["\\", "\\\\"], ["\n", "\\n"], ["\t", "\\t"], ["\r", "\\r"],
]);

const UNESCAPES = new Map([
    ["\"", "\""], ["\\", "\\"], ["/", "/"], ["n", "\n"], ["t", "\t"], ["r", "\r"],
]);

class Printer {
    constructor() {
        this.parts = [];
    }

    print(value) {
        this.value(value);
        return this.parts.join("");
    }

    value(value) {
        if (typeof value === "string") {
            this.string(value);
        } else if (Array.isArray(value)) {
            this.array(value);
        } else if (typeof value === "object" && value !== null) {
            this.object(value);
        } else {
            this.parts.push(String(value));
        }
    }

    string(text) {
        this.parts.push("\"");
        let from = 0;
        for (let i = 0; i < text.length; i++) {
            const escape = ESCAPES.get(text[i]);
            if (escape !== undefined) {
                this.parts.push(text.slice(from, i));
                this.parts.push(escape);
                from = i + 1;
            }
        }
        this.parts.push(text.slice(from));
        this.parts.push("\"");
    }

    array(items) {
        this.parts.push("[");
        for (let i = 0; i < items.length; i++) {
            if (i > 0) {
                this.parts.push(",");
            }
            this.value(items[i]);
        }
        this.parts.push("]");
    }

    object(members) {
        let separator = "{";
        for (const [key, value] of Object.entries(members)) {
            this.parts.push(separator);
            this.string(key);
            this.parts.push(":");
            this.value(value);
            separator = ",";
        }
        this.parts.push(separator === "{" ? "{}" : "}");
    }
}

class Parser {
    constructor(text) {
        this.text = text;
        this.at = 0;
    }

    parse() {
        const value = this.value();
        this.skipSpace();
        if (this.at < this.text.length) {
            this.fail("the end");
        }
        return value;
    }

    fail(wanted) {
        throw new Error("expected " + wanted + " at " + this.at);
    }

    // The next character, or an empty string at the end.
    peek() {
        return this.at < this.text.length ? this.text[this.at] : "";
    }

    skipSpace() {
        let c = this.peek();
        while (c === " " || c === "\n" || c === "\t" || c === "\r") {
            this.at++;
            c = this.peek();
        }
    }

    expect(c) {
        this.skipSpace();
        if (this.peek() !== c) {
            this.fail(c);
        }
        this.at++;
    }

    // Goes past a character if it comes next.
    accept(c) {
        this.skipSpace();
        if (this.peek() === c) {
            this.at++;
            return true;
        }
        return false;
    }

    value() {
        this.skipSpace();
        const c = this.peek();
        if (c === "\"") {
            return this.string();
        }
        if (c === "{") {
            return this.object();
        }
        if (c === "[") {
            return this.array();
        }
        if (c === "t") {
            return this.word("true", true);
        }
        if (c === "f") {
            return this.word("false", false);
        }
        if (c === "n") {
            return this.word("null", null);
        }
        return this.number();
    }

    word(word, value) {
        const end = this.at + word.length;
        if (this.text.slice(this.at, end) !== word) {
            this.fail(word);
        }
        this.at = end;
        return value;
    }

    number() {
        const start = this.at;
        if (this.peek() === "-") {
            this.at++;
        }
        const digits = this.at;
        let c = this.peek();
        while (c >= "0" && c <= "9") {
            this.at++;
            c = this.peek();
        }
        if (this.at === digits) {
            this.fail("a value");
        }
        return Number(this.text.slice(start, this.at));
    }

    string() {
        this.expect("\"");
        const parts = [];
        let from = this.at;
        let c = this.peek();
        while (c !== "\"") {
            if (c === "") {
                this.fail("a quote");
            }
            if (c === "\\") {
                parts.push(this.text.slice(from, this.at));
                this.at++;
                const meant = UNESCAPES.get(this.peek());
                if (meant === undefined) {
                    this.fail("an escape");
                }
                parts.push(meant);
                from = this.at + 1;
            }
            this.at++;
            c = this.peek();
        }
        const rest = this.text.slice(from, this.at);
        this.at++;
        if (parts.length === 0) {
            return rest;
        }
        parts.push(rest);
        return parts.join("");
    }

    array() {
        this.expect("[");
        const items = [];
        if (this.accept("]")) {
            return items;
        }
        do {
            items.push(this.value());
        } while (this.accept(","));
        this.expect("]");
        return items;
    }

    object() {
        this.expect("{");
        const members = {};
        if (this.accept("}")) {
            return members;
        }
        do {
            this.skipSpace();
            const key = this.string();
            this.expect(":");
            members[key] = this.value();
        } while (this.accept(","));
        this.expect("}");
        return members;
    }
}

function makeRandom(seed) {
    return (limit) => {
        seed = seed * 16807 % 2147483647;
        return seed % limit;
    };
}

function makeRecord(random, id) {
    const tags = [];
    for (let i = random(4); i > 0; i--) {
        tags.push("tag" + random(50));
    }
    return {
        "id": id,
        "name": "record number " + id,
        "note": id % 3 === 0 ? "a \"quoted\" word,\n\ttabs and \\ strokes" : "",
        "active": random(2) === 0,
        "balance": random(200001) - 100000,
        "tags": tags,
        "parent": id % 5 === 0 ? null : {"id": random(id), "kind": "link"},
    };
}

function main(records) {
    const random = makeRandom(11);
    const made = [];
    for (let id = 1; id <= records; id++) {
        made.push(makeRecord(random, id));
    }
    const text = new Printer().print({"version": 1, "records": made, "empty": {}});
    const parsed = new Parser(text).parse();
    const again = new Printer().print(parsed);

    let active = 0;
    let balance = 0;
    let tags = 0;
    let parents = 0;
    for (const record of parsed.records) {
        if (record.active) {
            active++;
        }
        balance += record.balance;
        tags += record.tags.length;
        if (record.parent !== null) {
            parents += record.parent.id;
        }
    }
    let check = 0;
    for (let i = 0; i < again.length; i += 101) {
        check = (check * 31 + again.charCodeAt(i)) % 1000000007;
    }
    console.log(String(text.length));
    console.log(text === again ? "the same" : "different");
    console.log(String(active));
    console.log(String(balance));
    console.log(String(tags));
    console.log(String(parents));
    console.log(String(check));
}

main(8000);
