let x 5
// expect compile error at 1:7: expected '=', found '5'
