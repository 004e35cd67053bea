// A subclass with another method arrives when the code for its base is compiled.
class A { fn area() { 2 } fn twice() { self.area() * 2 } }
class B extends A { fn area() { super.area() + 1 } }
class C extends B { fn area() { super.area() * 10 } }
let sum = 0;
for (let i = 0; i < 400; i++) {
    let o = if (i < 200) { A() } else if (i < 300) { B() } else { C() };
    sum += o.twice();
}
puts(sum); // expect: 7400
