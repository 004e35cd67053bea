class P { let x = 1 }
puts(try { let {x} = P(); x } catch (e) { e }); // expect: 1
puts(try { for (a in P()) { } } catch (e) { e }); // expect: cannot iterate over instance
puts(try { for (a in P) { } } catch (e) { e }); // expect: cannot iterate over class
puts(try { "x" in P() } catch (e) { e }); // expect: type mismatch: string in instance
puts(P() ? "true" : "false", !P, P() ?? 1); // expect: true
// expect: false
// expect: P {x: 1}
