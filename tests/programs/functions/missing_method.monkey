let x = 5
x.nothing(2)
// expect error: cannot read field nothing of int
// expect error at: 2:3
