let m = {"rows": [[1]]}
puts(m.rows[0][0]["x"])
// expect error: cannot index int
// expect error at: 2:18
