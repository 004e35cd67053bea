// The number of arguments is that of init, which the instance is not counted in.
class One { fn init(a) { } }
class None { let x = 1 }
class Some { fn init(a, b = 1) { } }
class Rest { fn init(a, ...more) { } }
fn try_it(f) { try { f() } catch (e) { puts(e.message + " in line " + str(e.line)) } }
try_it(() => One()); // expect: wrong number of arguments: want=1, got=0 in line 7
try_it(() => One(1, 2)); // expect: wrong number of arguments: want=1, got=2 in line 8
try_it(() => None(1)); // expect: wrong number of arguments: want=0, got=1 in line 9
try_it(() => Some()); // expect: wrong number of arguments: want=1..2, got=0 in line 10
try_it(() => Rest()); // expect: wrong number of arguments: want=1+, got=0 in line 11
try_it(() => new One); // expect: wrong number of arguments: want=1, got=0 in line 12
