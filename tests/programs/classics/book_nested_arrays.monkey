let two = 2;
let grid = [[1, 1 + 1, two * 2], [3, 4, 5 + 1]];
puts(grid[0][2], grid[1 + 0][two]);
// expect: 4
// expect: 6
let i = 0;
puts([1][i], [1, 2, 3][1 + 1], [1, 2, 3][3]);
// expect: 1
// expect: 3
// expect: null
