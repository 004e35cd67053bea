// A loop variable is an integer, a float, a string, null, a boolean, and an integer again.
let x = 0
let log = []
for (let i = 0; i < 1300; i++) {
    if (i == 10) { log.push(x); x = 0.5 }
    if (i == 100) { log.push(x); x = "s" }
    if (i == 200) { log.push(len(x)); x = null }
    if (i == 300) { log.push(x); x = true }
    if (i == 1000) { log.push(x); x = 7 }
    if (type(x) == "string") { x = x + "a" }
    else if (x == null) { x = null }
    else if (type(x) == "bool") { x = !x }
    else { x = x + 1 }
}
puts(log, x)
// expect: [10, 90.5, 101, null, true]
// expect: 307
