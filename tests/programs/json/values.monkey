import "json"
puts(json.parse("[1, -2, 2.5, 1e3, true, false, null, \"text\"]")) // expect: [1, -2, 2.5, 1000.0, true, false, null, "text"]
puts(json.parse("  {\"b\": [], \"a\": {}}\n")) // expect: {"b": [], "a": {}}
puts(json.parse("7"), json.parse("\"x\""), json.parse("null"))
// expect: 7
// expect: x
// expect: null
puts(type(json.parse("1")), type(json.parse("1.0")), type(json.parse("1e0")))
// expect: int
// expect: float
// expect: float
let data = json.parse("{\"name\": \"Ann\", \"tags\": [\"x\", \"y\"]}")
data.tags.push("z")
puts(data.name, data.tags)
// expect: Ann
// expect: ["x", "y", "z"]
