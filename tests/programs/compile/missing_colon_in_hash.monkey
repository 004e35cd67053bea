let h = {"a" 1}
// expect compile error at 1:14: expected ':', found '1'
