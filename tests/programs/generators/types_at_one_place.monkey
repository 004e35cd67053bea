// One loop resumes generators of several functions, and these yield values of several kinds.
gen ints() { for (i in 0..50) { yield i } }
gen floats() { for (i in 0..50) { yield i + 0.5 } }
gen strings() { for (i in 0..20) { yield str(i) } }
gen mixed() { for (i in 0..30) { yield i; if (i % 2 == 0) { yield i * 0.5 }; if (i % 5 == 0) { yield null }; if (i % 7 == 0) { yield [i] } } }
fn total(xs) { let s = 0; let other = 0; for (x in xs) { if (type(x) == "int" || type(x) == "float") { s += x } else { other += 1 } }; [s, other] }
for (round in 0..3) {
    for (xs in [ints(), floats(), strings(), mixed(), [1, 2, 3], "abc", 0..40, {"a": 1, 2: 3}, ints()]) { print(total(xs), " ") }
    puts("")
}
// expect: [1225, 0] [1250.0, 0] [0, 20] [540.0, 11] [6, 0] [0, 3] [780, 0] [2, 1] [1225, 0] 
// expect: [1225, 0] [1250.0, 0] [0, 20] [540.0, 11] [6, 0] [0, 3] [780, 0] [2, 1] [1225, 0] 
// expect: [1225, 0] [1250.0, 0] [0, 20] [540.0, 11] [6, 0] [0, 3] [780, 0] [2, 1] [1225, 0] 
