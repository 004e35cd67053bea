let grid = []
for (y in 0..3) { let row = []; for (x in 0..3) { row.push(x * y) } grid.push(row) }
puts(grid) // expect: [[0, 0, 0], [0, 1, 2], [0, 2, 4]]
grid[1][1] += 10
grid[2] = "row"
puts(grid) // expect: [[0, 0, 0], [0, 11, 2], "row"]
