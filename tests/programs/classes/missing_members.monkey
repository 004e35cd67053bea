class P { let x = 1; fn m() { } }
let p = P();
puts(try { p.y } catch (e) { e }); // expect: no field or method y in P
puts(try { p.y() } catch (e) { e }); // expect: no field or method y in P
puts(try { p.y += 1 } catch (e) { e }); // expect: no field or method y in P
puts(try { p.x() } catch (e) { e }); // expect: not a function: int
puts(try { p["x"] } catch (e) { e }); // expect: cannot index instance
puts(try { p[0] = 1 } catch (e) { e }); // expect: cannot assign to an index of instance
let none = null;
puts(none?.y); // expect: null
puts(p?.x); // expect: 1
p.nothing
// expect error: no field or method nothing in P
// expect error at: 12:3
