// Runs of literals between other arms.
enum E { A, B }
fn f(x) {
    match (x) {
        1 => "1", "a" => "a", 2 => "2", E.A => "A", null => "null", 3 => "3", 4 => "4", true => "true", 5 => "5",
        int(n) when n > 100 => "large",
        6 => "6", 7 => "7", 101 => "never", E.B => "B", 8 => "8", false => "false", 9 => "9", 10 => "10",
        [1] => "array",
        1 => "never", "b" => "b",
        _ => "rest",
    }
}
puts([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 101].map(f), ["a", "b", "c"].map(f), [E.A, E.B, null, true, false, [1], [2], 5.0, 5.5].map(f))
// expect: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "rest", "large"]
// expect: ["a", "b", "rest"]
// expect: ["A", "B", "null", "true", "false", "array", "rest", "5", "rest"]
