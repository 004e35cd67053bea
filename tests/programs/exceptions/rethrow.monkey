fn risky() { throw {"kind": "io", "code": 5} }
fn middle() { try { risky() } catch (e) { if (e.kind != "net") { throw e }; "handled" } }
let e = try { middle() } catch (e) { e }
puts(e) // expect: {"kind": "io", "code": 5}
