puts(1, "two", [3]) // expect: 1
// expect: two
// expect: [3]
puts()
print("a", "b", 1)
print("!")
puts("") // expect: ab1!
puts("line\nbreak")
// expect: line
// expect: break
puts(puts("inner"))
// expect: inner
// expect: null
puts(print("x"))
// expect: xnull
