// An array of booleans that gets something else late.
let flags = array(50, false)
let n = 0
for (let i = 0; i < 1030; i++) {
    let k = (i * 7) % 50
    if (flags[k]) { n++ }
    flags[k] = !flags[k]
    if (i == 800) { flags[3] = null }
    if (i == 850) { flags[4] = 0 }
    if (i == 400) { puts(flags[:8]) }
}
puts(n, flags[:8])
// expect: [true, false, false, false, false, false, false, false]
// expect: 500
// expect: [true, false, false, true, true, true, true, true]
