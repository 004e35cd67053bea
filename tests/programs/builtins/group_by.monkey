puts(groupBy([1, 2, 3, 4], x => x % 2 == 0)) // expect: {false: [1, 3], true: [2, 4]}
puts(["apple", "avocado", "bean"].groupBy(w => w[0])) // expect: {"a": ["apple", "avocado"], "b": ["bean"]}
puts(groupBy([], x => x)) // expect: {}
