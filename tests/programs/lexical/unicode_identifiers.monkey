let größe = 3
let π = 3.14
let 名前 = "monkey"
let _x1 = 1
fn élan(naïve) { naïve * 2 }
puts(größe, π, 名前, élan(_x1))
// expect: 3
// expect: 3.14
// expect: monkey
// expect: 2
