import "./lib/returns"
// expect: returns runs
puts("main goes on") // expect: main goes on
puts(returns.before, returns.early())
// expect: 1
// expect: early
fn tell(f) { try { puts(f()) } catch (e) { puts(e) } }
tell(() => returns.after) // expect: after is used before its let has run
tell(() => returns.late()) // expect: late is used before its let has run
let m = returns
tell(() => m.after) // expect: after is used before its let has run
tell(() => m.early()) // expect: early
puts(returns.late) // expect error: late is used before its let has run
// expect error at: 13:14
