puts("hello" + " " + "world") // expect: hello world
puts(len("hello"), len(""), "hello"[1])
// expect: 5
// expect: 0
// expect: e
puts(type("x"), "x" == "x")
// expect: string
// expect: true
let s = "abc"
let t = s
s += "d"
puts(s, t)
// expect: abcd
// expect: abc
