import "json"
puts(json.parse("\"a\\n\\t\\\"\\\\\\/\\u0041\\ud83d\\ude00é\"")) 
// expect: a
// expect: 	"\/A😀é
puts(json.stringify("a\n\t\"\\/é😀\u{1}")) // expect: "a\n\t\"\\/é😀\u0001"
puts(json.parse(json.stringify("\0\r\n\u{2028}")) == "\0\r\n\u{2028}") // expect: true
puts(json.parse("{\"\": 1, \"ä b\": 2}")) // expect: {"": 1, "ä b": 2}
