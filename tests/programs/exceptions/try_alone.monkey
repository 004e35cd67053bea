let a = 1
try { a }
puts(a)
// expect compile error at 3:1: expected 'catch' or 'finally', found 'puts'
