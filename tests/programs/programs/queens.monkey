fn queens(n) {
  let found = 0
  fn place(row, cols, d1, d2) {
    if (row == n) { found++; return }
    for (let c = 0; c < n; c++) {
      let bit = 1 << c
      let a = 1 << row + c
      let b = 1 << row - c + n
      if ((cols & bit) == 0 && (d1 & a) == 0 && (d2 & b) == 0) {
        place(row + 1, cols | bit, d1 | a, d2 | b)
      }
    }
  }
  place(0, 0, 0, 0)
  found
}
puts(queens(4), queens(5), queens(6))
// expect: 2
// expect: 10
// expect: 4
