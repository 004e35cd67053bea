let x = 1
fn check() { throw "not ready" }
check()
