fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => upper(5))) // expect: upper: argument 1: want string, got int
puts(t(() => split("a", 1))) // expect: split: argument 2: want string, got int
puts(t(() => trim(null))) // expect: trim: argument 1: want string, got null
puts(t(() => join(["a"], 5))) // expect: join: argument 2: want string, got int
puts(t(() => push(5, 1))) // expect: push: argument 1: want array, got int
puts(t(() => keys([1]))) // expect: keys: argument 1: want hash, got array
puts(t(() => delete("s", "k"))) // expect: delete: argument 1: want hash, got string
puts(t(() => char("a"))) // expect: char: argument 1: want int, got string
puts(t(() => ord(65))) // expect: ord: argument 1: want string, got int
puts(t(() => replace("a", "b", 1))) // expect: replace: argument 3: want string, got int
puts(t(() => padLeft("a", "b"))) // expect: padLeft: argument 2: want int, got string
puts(t(() => readFile(5))) // expect: readFile: argument 1: want string, got int
