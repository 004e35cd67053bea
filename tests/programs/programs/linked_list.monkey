fn cons(h, t) { {"head": h, "tail": t} }
fn list(...xs) { xs.reverse().reduce(null, (acc, x) => cons(x, acc)) }
fn to_array(l) { let out = []; while (l != null) { out.push(l.head); l = l.tail } out }
fn rev(l, acc = null) { l == null ? acc : rev(l.tail, cons(l.head, acc)) }
puts(to_array(list(1, 2, 3))) // expect: [1, 2, 3]
puts(to_array(rev(list(1, 2, 3)))) // expect: [3, 2, 1]
puts(list(1)) // expect: {"head": 1, "tail": null}
