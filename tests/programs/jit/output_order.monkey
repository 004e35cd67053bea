// What is printed inside loops and callees comes in order.
let say = fn(i, what) { if (i % 40 == 0) { puts(`${what} ${i}`) } }
for (let i = 0; i < 130; i++) {
    say(i, "before")
    for (let j = 0; j < 3; j++) { if (i == 80) { print(j, " ") } }
    if (i == 80) { puts("") }
    say(i, "after")
}
// expect: before 0
// expect: after 0
// expect: before 40
// expect: after 40
// expect: before 80
// expect: 0 1 2 
// expect: after 80
// expect: before 120
// expect: after 120
