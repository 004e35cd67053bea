puts(1 < 2 == true) // expect: true
puts(2 > 1 != false) // expect: true
puts(true && 1 == 1) // expect: true
puts(1 == 1 == true) // expect: true
puts("a" in {"a": 1} == true) // expect: true
