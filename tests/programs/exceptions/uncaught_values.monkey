try { throw 5 } finally { puts("cleanup") } // expect: cleanup
// expect error: 5
