let total = 0
for (let i = 1; i <= 100000; i++) { total += i }
puts(total) // expect: 5000050000
let product = 1
for (i in 1..26) { product *= i }
puts(product) // expect: 15511210043330985984000000
