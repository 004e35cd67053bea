[1, 2, 3].forEach(x => { puts(x); if (x == 2) { exit(5) } })
// expect: 1
// expect: 2
// status: 5
