throw "x"
// expect error: x
// status: 1
