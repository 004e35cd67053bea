let a = 1
try { let a = 2; throw a } catch (e) { puts(a, e) } finally { puts(a) }
// expect: 1
// expect: 2
// expect: 1
