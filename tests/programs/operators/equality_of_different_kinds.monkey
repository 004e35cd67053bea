puts(1 == "1", 1 == true, 0 == null, 0 == false)
// expect: false
// expect: false
// expect: false
// expect: false
puts(null == false, "" == null, [] == {}, [1] == 1)
// expect: false
// expect: false
// expect: false
// expect: false
puts(1 != "1", null != false, len != 5)
// expect: true
// expect: true
// expect: true
