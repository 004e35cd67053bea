let if = 1
// expect compile error at 1:5: expected a name, '[' or '{', found 'if'
