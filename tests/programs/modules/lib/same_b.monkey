let name = "b"
fn hello() { "hello from " + name }
