import "json"
fn t(value) { try { puts(json.stringify(value)) } catch (e) { puts(e) } }
let a = [1]
a.push(a)
t(a) // expect: json.stringify: $[1]: contains itself: it is $ again
let h = {"list": [0, {}]}
h.list[1].back = h.list
t(h) // expect: json.stringify: $.list[1].back: contains itself: it is $.list again
// What stands in several places is written in each.
let shared = [1, 2]
t({"x": shared, "y": [shared, shared]}) // expect: {"x":[1,2],"y":[[1,2],[1,2]]}
