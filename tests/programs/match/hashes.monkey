// A hash's pattern wants its keys to be there; other keys may be. A key that is there may be null.
fn f(x) { match (x) { {x, y} => `x=${x} y=${y}`, {x: 1} => "one", {x} => `x=${x}`, {} => "a hash" } }
for (h in [{"x": 1, "y": 2}, {"y": null, "x": null, "z": 3}, {"x": 1}, {"x": 2}, {"x": null}, {"z": 1}, {}, [], null, "x"]) { puts(f(h)) }
fn g(h) { match (h) { {a: null, b: _} => "a null, b there", {a: _} => "a there", {b: null | 0} => "b nothing", {if: word} => word } }
puts(g({"a": null, "b": 1}), g({"a": null}), g({"a": 1, "b": 2}), g({"b": null}), g({"b": 0}), g({"b": 1}), g({"if": "keyword"}), g({}))
// expect: x=1 y=2
// expect: x=null y=null
// expect: one
// expect: x=2
// expect: x=null
// expect: a hash
// expect: a hash
// expect: null
// expect: null
// expect: null
// expect: a null, b there
// expect: a there
// expect: a there
// expect: b nothing
// expect: b nothing
// expect: null
// expect: keyword
// expect: null
