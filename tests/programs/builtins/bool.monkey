puts(bool(1), bool(0), bool(""), bool(null), bool(false), bool([]))
// expect: true
// expect: true
// expect: true
// expect: false
// expect: false
// expect: true
