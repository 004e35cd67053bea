// A loop over states held in a string; transitions by hash; rare states come late.
let next = {"a": "b", "b": "c", "c": "a"}
let state = "a"
let visits = {}
for (let i = 0; i < 1000; i++) {
    visits[state] = (visits[state] ?? 0) + 1
    if (i == 700) { next.c = "rare" }
    if (state == "rare") { state = "b"; if (i > 800) { next.c = "a" } } else { state = next[state] }
}
puts(visits, state)
// expect: {"a": 300, "b": 333, "c": 333, "rare": 34}
// expect: b
