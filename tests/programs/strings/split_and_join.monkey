puts(split("a,b,c", ",")) // expect: ["a", "b", "c"]
puts(split("a--b----c", "--")) // expect: ["a", "b", "", "c"]
puts(split("", ",")) // expect: [""]
puts(split("abc", "")) // expect: ["a", "b", "c"]
puts(split(",a,", ",")) // expect: ["", "a", ""]
puts(join(["a", "b"], "-")) // expect: a-b
puts(join([1, 2.0, null, "x"], ", ")) // expect: 1, 2.0, null, x
puts(join([], "-") == "", join(["solo"], "-"))
// expect: true
// expect: solo
puts("a b c".split(" ").join("+")) // expect: a+b+c
