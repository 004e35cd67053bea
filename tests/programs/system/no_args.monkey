puts(args()) // expect: []
