import "json"
fn t(f) { try { puts(f()) } catch (e) { puts(e) } }
let deep = json.parse("[" * 1000 + "]" * 1000)
let depth = 0
let at = deep
while (at != null) { depth += 1; at = at[0] }
puts(depth) // expect: 1000
puts(json.stringify(deep) == "[" * 1000 + "]" * 1000) // expect: true
t(() => json.parse("[" * 1001)) // expect: json.parse: line 1, column 1001: nested deeper than 1000
t(() => json.parse("{\"a\":" * 100000)) // expect: json.parse: line 1, column 5004: nested deeper than 1000
t(() => json.parse("[" * 1000 + "1e5" + "]" * 1000)[0] != null) // expect: true
let more = [deep]
t(() => json.stringify(more)) // expect: json.stringify: $[0][0][0][0][0][0][0][0][0][0]...[0][0][0][0][0][0][0][0][0][0]: nested deeper than 1000
