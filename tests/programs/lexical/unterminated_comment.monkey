puts("fine")
  /* opens /* nested */ stays open
puts("gone")
// expect compile error at 2:3: unterminated comment
