// A flag set inside ends both loops; entered many times.
let found = 0
let tries = 0
for (let n = 0; n < 60; n++) {
    let done = false
    for (let i = 0; i < 8 && !done; i++) {
        for (let j = 0; j < 8; j++) {
            tries++
            if (i * j == n) { found = found + i * 10 + j; done = true; break }
        }
    }
}
puts(found, tries)
// expect: 901
// expect: 2949
