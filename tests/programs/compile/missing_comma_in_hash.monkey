let h = {"a": 1 "b": 2}
// expect compile error at 1:17: expected ',' or '}', found a string
