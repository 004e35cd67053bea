fn fact(n) { n < 2 ? 1 : n * fact(n - 1) }
puts(fact(20)) // expect: 2432902008176640000
puts(fact(21)) // expect: 51090942171709440000
puts(fact(30)) // expect: 265252859812191058636308480000000
puts(fact(30) / fact(29)) // expect: 30
puts(fact(30) % 31) // expect: 30
