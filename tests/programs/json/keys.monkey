import "json"
// In the order of the text; of two of a name the later wins, in the place of the first.
let h = json.parse("{\"z\": 1, \"a\": 2, \"m\": 3, \"z\": 4}")
puts(h, keys(h)) 
// expect: {"z": 4, "a": 2, "m": 3}
// expect: ["z", "a", "m"]
puts(json.stringify({"b": 1, "a": 2})) // expect: {"b":1,"a":2}
// Keys that are no strings become strings.
puts(json.stringify({1: "a", 2.5: "b", true: "c"})) // expect: {"1":"a","2.5":"b","true":"c"}
// A key that the library uses for numbers is a key like others.
puts(json.parse("{\"$serde_json::private::Number\": \"12\"}")) // expect: {"$serde_json::private::Number": "12"}
puts(json.parse("{\"$serde_json::private::Number\": [1.5]}")) // expect: {"$serde_json::private::Number": [1.5]}
