if true { 1 }
// expect compile error at 1:4: expected '(', found 'true'
