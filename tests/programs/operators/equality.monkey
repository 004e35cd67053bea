puts(1 == 1, 1 == 2, 1 != 2)
// expect: true
// expect: false
// expect: true
puts(1 == 1.0, 0.5 == 0.5, 1 == 1.5)
// expect: true
// expect: true
// expect: false
puts("a" == "a", "a" == "b", "" == "")
// expect: true
// expect: false
// expect: true
puts(true == true, true != false, null == null)
// expect: true
// expect: true
// expect: true
