puts(!true, !false, !null)
// expect: false
// expect: true
// expect: true
puts(!5, !!5, !0, !"")
// expect: false
// expect: true
// expect: false
// expect: false
