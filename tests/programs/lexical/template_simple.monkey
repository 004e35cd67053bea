let a = 2
let b = 3
puts(`sum: ${a + b}`) // expect: sum: 5
puts(`${a}${b}`) // expect: 23
puts(`` == "") // expect: true
puts(`no holes`) // expect: no holes
puts(`float ${1.0}, null ${null}, array ${[1, "x"]}`) // expect: float 1.0, null null, array [1, "x"]
puts(`a string is bare: ${"text"}`) // expect: a string is bare: text
