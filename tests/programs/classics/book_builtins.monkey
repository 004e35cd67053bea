puts(len(""), len("four"), len("hello world"), len([]))
// expect: 0
// expect: 4
// expect: 11
// expect: 0
puts(first([1, 2, 3]), first([]), last([1, 2, 3]), rest([1, 2, 3]), rest([]))
// expect: 1
// expect: null
// expect: 3
// expect: [2, 3]
// expect: null
puts(push([], 1)) // expect: [1]
puts("Hello" + ", " + "World!") // expect: Hello, World!
