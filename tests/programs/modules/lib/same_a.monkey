let name = "a"
fn hello() { "hello from " + name }
