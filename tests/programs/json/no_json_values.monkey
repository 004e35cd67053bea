import "json"
fn t(value) { try { puts(json.stringify(value)) } catch (e) { puts(e) } }
let nan = 1e999 - 1e999
t(1e999) // expect: json.stringify: $: Infinity is no JSON value
t([1, [-1e999]]) // expect: json.stringify: $[1][0]: -Infinity is no JSON value
t({"a": [0, 1, 2, nan]}) // expect: json.stringify: $.a[3]: NaN is no JSON value
t({"a b": {"1": t}}) // expect: json.stringify: $["a b"]["1"]: a function is no JSON value
t({"f": len}) // expect: json.stringify: $.f: a function is no JSON value
t([0..3]) // expect: json.stringify: $[0]: a range is no JSON value
t(json) // expect: json.stringify: $: a module is no JSON value
t({1: try { error("x") } catch (e) { e }}) // expect: json.stringify: $[1]: an error is no JSON value
