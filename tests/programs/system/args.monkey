// args: one two --three
puts(args()) // expect: ["one", "two", "--three"]
puts(len(args())) // expect: 3
