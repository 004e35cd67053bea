// The n queens: counts the ways to put 13 queens on a 13 x 13 board so that none
// attacks another, row by row, with one array of booleans for each direction.
// Prints the number of solutions and of queens placed on the way.

fn solve(n) {
    let columns = array(n, true);
    let rising = array(2 * n, true);
    let falling = array(2 * n, true);
    let solutions = 0;
    let placed = 0;

    fn place(row) {
        if (row == n) {
            solutions++;
            return;
        }
        for (let column = 0; column < n; column++) {
            let up = row + column;
            let down = row - column + n;
            if (columns[column] && rising[up] && falling[down]) {
                columns[column] = false;
                rising[up] = false;
                falling[down] = false;
                placed++;
                place(row + 1);
                columns[column] = true;
                rising[up] = true;
                falling[down] = true;
            }
        }
    }

    place(0);
    return [solutions, placed];
}

let result = solve(13);
puts(result[0]);
puts(result[1])
