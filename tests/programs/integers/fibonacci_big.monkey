let a = 0
let b = 1
for (let i = 0; i < 300; i++) { let t = a + b; a = b; b = t }
puts(a) // expect: 222232244629420445529739893461909967206666939096499764990979600
puts(len(str(a))) // expect: 63
