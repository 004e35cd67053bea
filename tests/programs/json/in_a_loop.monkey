import "json"
let total = 0
let texts = ["[1, 2]", "{\"a\": 3}", "4.5", "\"x\""]
for (let i = 0; i < 80; i++) {
    let value = json.parse(texts[i % 4])
    total += len(json.stringify(value))
    if (i % 20 == 7) {
        try { json.parse("[" + str(i)) } catch (e) { total += 1 }
    }
}
puts(total) // expect: 364
