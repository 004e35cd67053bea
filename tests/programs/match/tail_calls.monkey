// An arm at the end of a function calls without growing the stack.
fn count(n, acc) { match (n) { 0 => acc, n when n > 0 => count(n - 1, acc + 1) } }
puts(count(300000, 0))
fn even(n) { match (n) { 0 => true, _ => odd(n - 1) } }
fn odd(n) { match (n) { 0 => false, _ => even(n - 1) } }
puts(even(100001))
// expect: 300000
// expect: false
