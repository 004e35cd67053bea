// Fields and methods of an instance come before builtins; what it has not, the builtin gets.
class Bag {
    let items = [1, 2];
    fn len() { "own " + str(len(self.items)) }
    fn push(x) { self.items = push(self.items, x); self }
    fn keys() { () => 0 }
}
let b = Bag();
puts(b.len(), b.push(3).len()); // expect: own 2
// expect: own 3
puts(b.str(), b.type()); // expect: Bag {items: [1, 2, 3]}
// expect: instance
b.str = () => "field";
puts(b.str()); // expect: field
class Other { }
puts(Other().str()); // expect: Other {}
puts(try { Other().len() } catch (e) { e }); // expect: len: argument 1: want string, array, hash or range, got instance
puts(try { len(b) } catch (e) { e }); // expect: len: argument 1: want string, array, hash or range, got instance
