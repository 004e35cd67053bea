fn f(x) { if (x) { "yes" } }
puts(f(true), f(false))
// expect: yes
// expect: null
