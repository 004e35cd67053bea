puts(len(""), len("four"), len("héé"), len([1, 2]), len({"a": 1}), len(0..10))
// expect: 0
// expect: 4
// expect: 3
// expect: 2
// expect: 1
// expect: 10
puts("abc".len(), [1].len())
// expect: 3
// expect: 1
