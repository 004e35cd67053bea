import "json"
let values = [null, true, 0, -5, 2 ** 100, 1.5, "", "a\"b", [], {}, [1, [2, [3]]], {"a": {"b": [1, null, {"c": "d"}]}}]
for (value in values) {
    for (indent in [0, 1, 7]) {
        let back = json.parse(json.stringify(value, indent))
        if (!equals(back, value)) { puts("lost", value, back) }
    }
}
let big = json.parse(json.stringify(range(10000)))
puts(len(big), big[9999], sum(big))
// expect: 10000
// expect: 9999
// expect: 49995000
