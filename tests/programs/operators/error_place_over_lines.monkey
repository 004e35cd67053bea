let a = 1
  + 2
  * "x"
  + 3
// expect error: type mismatch: int * string
// expect error at: 3:3
