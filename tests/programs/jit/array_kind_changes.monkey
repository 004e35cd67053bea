// An array is empty, of integers, generic, and stays readable at each step.
let a = []
let sum = 0
for (let i = 0; i < 600; i++) {
    if (i < 200) { a.push(i) }
    else if (i == 200) { a.push("x") }
    else if (i == 300) { a[200] = 0.5 }
    let v = a[i % len(a)]
    if (type(v) == "string") { sum = sum + 1000 } else { sum = sum + v }
    if (i == 199 || i == 250 || i == 400) { puts(sum) }
}
puts(sum, len(a))
// expect: 19900
// expect: 22125
// expect: 40800
// expect: 60303.5
// expect: 201
