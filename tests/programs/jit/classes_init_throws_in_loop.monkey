class P { let log = []; fn init(n) { self.log.push(n); if (n % 7 == 3) { throw n } self.n = n } }
let good = 0; let bad = 0;
for (let i = 0; i < 300; i++) { try { good += P(i).n } catch (e) { bad += e } }
puts(good, bad); // expect: 38400
// expect: 6450
