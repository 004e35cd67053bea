puts(1) // a line comment  // expect: 1
/* a block comment */ puts(2) /* behind */ // expect: 2
puts(/* inside */ 3) // expect: 3
/* nested /* twice /* three */ */ still out */
puts(4 /* "not a string */ + 1) // expect: 5
puts("// no comment /* here */") // expect: // no comment /* here */
/* over
   lines */ puts(6) // expect: 6
