// At one place: fields in several slots, a method, what a hash has, what is missing, and what has no fields.
class A { let x = 1; fn init() { } }
class B { let y = 0; let x = 2; }
class C { let y = 0; let z = 0; let x = 3; }
class D { let w = 0; let y = 0; let z = 0; let x = 4; }
class E { let v = 0; let w = 0; let y = 0; let z = 0; let x = 5; }
class F { fn x() { 6 } }
class G { let y = 0; }
let all = [A(), B(), C(), D(), E(), F(), G(), {"x": 7}, {"y": 8}, 9];
fn read(it) { try { let x = it.x; return if (type(x) == "int") { x } else { if (x == null) { 100 } else { x() } } } catch (e) { return 1000 } }
fn write(it, v) { try { it.x = v; return 1 } catch (e) { return 0 } }
let sum = 0; let set = 0;
for (let i = 0; i < 1000; i++) { sum += read(all[i % 10]) }
puts(sum); // expect: 212800
for (let i = 0; i < 1000; i++) {
    let it = all[i % 10];
    if (i % 10 != 5) { set += write(it, [i, i * 0.5, i][i % 3]) }
}
puts(set); // expect: 800
puts([read(it) for it in all]); // expect: [990, 1000, 992, 993, 1000, 6, 996, 1000, 998, 1000]
puts([if (type(it) == "int") { it } else { it.x } for it in all[:5]]); // expect: [990, 495.5, 992, 993, 497.0]
