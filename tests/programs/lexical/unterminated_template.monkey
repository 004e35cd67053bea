let a = 5
puts(`value ${a} and then nothing)
// expect compile error at 2:6: unterminated template string
