puts(replace("a-b-c", "-", "+")) // expect: a+b+c
puts(replace("aaa", "aa", "b")) // expect: ba
puts(replace("abc", "z", "y")) // expect: abc
puts("x.y".replace(".", "")) // expect: xy
puts(replace("éa😀a", "a", "ä")) // expect: éä😀ä
