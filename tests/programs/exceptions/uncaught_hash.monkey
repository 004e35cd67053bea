throw {"a": [1, "x"]}
// expect error: {"a": [1, "x"]}
// expect error at: 1:1
