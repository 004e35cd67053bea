let len = fn(x) { "mine" }
puts(len([1])) // expect: mine
fn f(puts_, str) { puts_(str) }
f(puts, "param") // expect: param
