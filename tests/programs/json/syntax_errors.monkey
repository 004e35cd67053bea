import "json"
fn t(text) { try { puts(json.parse(text)) } catch (e) { puts(e) } }
t("") // expect: json.parse: line 1, column 1: EOF while parsing a value
t("[1, 2") // expect: json.parse: line 1, column 6: EOF while parsing a list
t("[1 2]") // expect: json.parse: line 1, column 4: expected `,` or `]`
t("{\"a\" 1}") // expect: json.parse: line 1, column 6: expected `:`
t("{\"ä\": 1,\n \"bö\": x}") // expect: json.parse: line 2, column 8: expected value
t("[1] 2") // expect: json.parse: line 1, column 5: trailing characters
t("[01]") // expect: json.parse: line 1, column 3: invalid number
t("[1,]") // expect: json.parse: line 1, column 4: trailing comma
t("{1: 2}") // expect: json.parse: line 1, column 2: key must be a string
t("\"\\x\"") // expect: json.parse: line 1, column 3: invalid escape
t("[\"a\nb\"]") // expect: json.parse: line 1, column 4: control character (\u0000-\u001F) found while parsing a string
t("[nul]") // expect: json.parse: line 1, column 5: expected ident
t("NaN") // expect: json.parse: line 1, column 1: expected value
t("'a'") // expect: json.parse: line 1, column 1: expected value
t("// x\n1") // expect: json.parse: line 1, column 1: expected value
json.parse("{") // expect error: json.parse: line 1, column 2: EOF while parsing an object
// expect error at: 18:6
