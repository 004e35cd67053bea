import "json" for parse, stringify
fn t(f) { try { puts(f()) } catch (e) { puts(e) } }
t(() => parse(5)) // expect: json.parse: argument 1: want string, got int
t(() => parse(null)) // expect: json.parse: argument 1: want string, got null
t(() => parse("1", 2)) // expect: json.parse: wrong number of arguments: want=1, got=2
t(() => stringify()) // expect: json.stringify: wrong number of arguments: want=1..2, got=0
t(() => stringify(1, "  ")) // expect: json.stringify: argument 2: want int, got string
t(() => stringify(1, -1)) // expect: json.stringify: argument 2: want int from 0, got -1
t(() => stringify(1, 1.5)) // expect: json.stringify: argument 2: want int, got float
