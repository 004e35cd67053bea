puts(upper("abc é ß1"), lower("ABC É"))
// expect: ABC É SS1
// expect: abc é
puts("[" + trim("  a b \n\t") + "]") // expect: [a b]
puts(trim("") == "", trim("   ") == "")
// expect: true
// expect: true
puts("x".upper().lower()) // expect: x
