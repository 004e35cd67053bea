// And strings share the question whether it is one.
fn f(s) {
    match (s) { "add" | "+" => 1, "sub" => 2, "mul" => 3, "div" => 4, "add" => 5, "a longer string that is not kept once for all of its kind" => 6, "" => 7, 1 => 8 }
}
for (s in ["add", "+", "sub", "mul", "div", "a longer string that is not kept" + " once for all of its kind", "", "x", "ADD"]) { print(f(s), " ") }
puts(f(1), f(null), f(["add"]), f("ad" + "d"))
// expect: 1 1 2 3 4 6 7 null null 8
// expect: null
// expect: null
// expect: 1
