// JSON: a parser by recursive descent that gives Monkey values, and a printer
// that lays them out again. A mistake in the text is thrown as an error that
// names its line and column.
//
// Shows closures as private state, `if` as an expression, hashes and arrays of
// any depth, try and catch.
//
//     hivm run examples/json.monkey

fn parseJson(text) {
    let at = 0;
    let parseValue = null; // set below: arrays and objects need it, and it needs them

    fn fail(message) {
        let before = split(text[0:at], "\n");
        let line = len(before);
        let column = len(before[-1]) + 1;
        error(`line ${line}, column ${column}: ${message}`);
    }

    fn skipSpace() {
        while (at < len(text) && contains(" \n\t\r", text[at])) {
            at++;
        }
    }

    // Takes `wanted` and the space after it, or fails.
    fn expect(wanted) {
        if (text[at] != wanted) {
            fail(`expected ${wanted}, found ${text[at] ?? "the end"}`);
        }
        at++;
        skipSpace();
    }

    fn hexDigit(c) {
        let code = ord(lower(c ?? " "));
        if (code >= ord("0") && code <= ord("9")) {
            return code - ord("0");
        }
        if (code >= ord("a") && code <= ord("f")) {
            return code - ord("a") + 10;
        }
        fail("expected four hexadecimal digits after \\u");
    }

    fn parseEscape() {
        const plain = {
            "n": "\n",
            "t": "\t",
            "r": "\r",
            "b": char(8),
            "f": char(12),
            "\"": "\"",
            "\\": "\\",
            "/": "/",
        };
        let c = text[at];
        at++;
        if (c in plain) {
            return plain[c];
        }
        if (c != "u") {
            at--;
            fail("no such escape: \\" + c);
        }
        let code = 0;
        for (i in 0..4) {
            code = code * 16 + hexDigit(text[at]);
            at++;
        }
        return char(code);
    }

    fn parseString() {
        let start = at;
        at++;
        let out = "";
        while (text[at] != "\"") {
            if (at >= len(text)) {
                at = start;
                fail("this string has no end");
            }
            let c = text[at];
            at++;
            out += c == "\\" ? parseEscape() : c;
        }
        expect("\"");
        return out;
    }

    fn skipDigits() {
        let start = at;
        while (at < len(text) && text[at] >= "0" && text[at] <= "9") {
            at++;
        }
        if (at == start) {
            fail("expected a digit");
        }
    }

    fn parseNumber() {
        let start = at;
        let whole = true;
        if (text[at] == "-") {
            at++;
        }
        skipDigits();
        if (text[at] == ".") {
            whole = false;
            at++;
            skipDigits();
        }
        if (at < len(text) && lower(text[at]) == "e") {
            whole = false;
            at++;
            if (text[at] == "+" || text[at] == "-") {
                at++;
            }
            skipDigits();
        }
        let digits = text[start:at];
        skipSpace();
        return whole ? int(digits) : float(digits);
    }

    // The items between two brackets, each parsed by `item`.
    fn parseItems(open, close, item) {
        expect(open);
        if (text[at] != close) {
            item();
            while (text[at] == ",") {
                expect(",");
                item();
            }
        }
        expect(close);
    }

    fn parseArray() {
        let items = [];
        parseItems("[", "]", fn() { items.push(parseValue()); });
        return items;
    }

    fn parseObject() {
        let object = {};
        parseItems("{", "}", fn() {
            if (text[at] != "\"") {
                fail("expected a string as the key");
            }
            let key = parseString();
            expect(":");
            object[key] = parseValue();
        });
        return object;
    }

    fn parseWord() {
        for ([word, value] in {"null": null, "true": true, "false": false}) {
            if (text[at:at + len(word)] == word) {
                at += len(word);
                skipSpace();
                return value;
            }
        }
        fail(`expected a value, found ${text[at] ?? "the end"}`);
    }

    parseValue = fn() {
        let c = text[at];
        return if (c == "{") {
            parseObject()
        } else if (c == "[") {
            parseArray()
        } else if (c == "\"") {
            parseString()
        } else if (c == "-" || (c != null && c >= "0" && c <= "9")) {
            parseNumber()
        } else {
            parseWord()
        };
    };

    skipSpace();
    let value = parseValue();
    if (at < len(text)) {
        fail(`expected the end, found ${text[at]}`);
    }
    return value;
}

fn quote(s) {
    const escapes = {"\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"};
    return "\"" + join([escapes[c] ?? c for c in s], "") + "\"";
}

// `value` as JSON text, two spaces a level; what is empty stays on one line.
fn printJson(value, indent = "") {
    let inner = indent + "  ";
    let kind = type(value);
    if (kind == "string") {
        return quote(value);
    }
    if (kind == "array" && len(value) > 0) {
        let lines = [inner + printJson(item, inner) for item in value];
        return "[\n" + join(lines, ",\n") + "\n" + indent + "]";
    }
    if (kind == "hash" && len(value) > 0) {
        let lines = [
            inner + quote(key) + ": " + printJson(value[key], inner)
            for key in keys(value)
        ];
        return "{\n" + join(lines, ",\n") + "\n" + indent + "}";
    }
    return str(value);
}

let source = `
{
  "name": "caf\\u00e9 \\"Monkey\\"",
  "open": true, "owner": null,
  "seats": 42, "stars": -4.5e0, "big": 123456789012345678901234567890,
  "menu": [
    {"dish": "banana split", "price": 3.25, "tags": ["cold", "sweet"]},
    {"dish": "nuts\\tand leaves", "price": 1.5, "tags": []}
  ],
  "notes": {}
}`;

let place = parseJson(source);
puts(printJson(place));
puts(`${place.menu[0].dish} costs ${place.menu[0].price}`);

// Printing and parsing again changes nothing.
puts(equals(parseJson(printJson(place)), place));

for (bad in ["[1, 2", "{\"a\" 1}", "[1,\n 2,\n oops]", "\"abc", "[1] 2", "-", "\"\\q\""]) {
    try {
        puts(parseJson(bad));
    } catch (e) {
        puts(e.message);
    }
}
