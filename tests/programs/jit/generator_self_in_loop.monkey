// One that runs is not resumed, however hot the loop is.
let g = null
let tries = 0
gen body() { let i = 0; while (true) { i += 1; try { for (x in g) { yield x; break } } catch (e) { tries += 1; yield i } } }
g = body()
let s = 0
for (let i = 0; i < 500; i++) { s += g.next() }
puts(s, tries)
// expect: 125250
// expect: 500
