let h = {"x": 5}
puts(h?.x?.y)
// expect error: cannot read field y of int
// expect error at: 2:12
