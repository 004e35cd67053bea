fn f(x) { try { for (y in x) { } "ok" } catch (e) { e.message } }
puts(f(null)) // expect: cannot iterate over null
puts(f(1.5)) // expect: cannot iterate over float
puts(f(true)) // expect: cannot iterate over bool
puts(f(f)) // expect: cannot iterate over function
puts(f("")) // expect: ok
