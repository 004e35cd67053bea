puts("done") // expect: done
/**/
//
