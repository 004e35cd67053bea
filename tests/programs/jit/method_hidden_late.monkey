// A builtin called as a method of a hash, until the hash has a field of that name: null, a function, a number.
let h = {"a": 1, "b": 2}
let s = 0
let errors = {}
for (let i = 0; i < 600; i++) {
    if (i == 200) { h.len = null }
    if (i == 300) { h.len = () => 100 }
    if (i == 400) { h.len = 5 }
    if (i == 500) { delete(h, "len") }
    try { s = s + h.len() } catch (e) { errors[e.message] = (errors[e.message] ?? 0) + 1 }
}
puts(s, errors)
// expect: 10600
// expect: {"not a function: null": 100, "not a function: int": 100}
