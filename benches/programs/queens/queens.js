// The n queens: counts the ways to put 13 queens on a 13 x 13 board so that none
// attacks another, row by row, with one array of booleans for each direction.
// Prints the number of solutions and of queens placed on the way.

function solve(n) {
    const columns = new Array(n).fill(true);
    const rising = new Array(2 * n).fill(true);
    const falling = new Array(2 * n).fill(true);
    let solutions = 0;
    let placed = 0;

    function place(row) {
        if (row === n) {
            solutions++;
            return;
        }
        for (let column = 0; column < n; column++) {
            const up = row + column;
            const down = row - column + n;
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

const result = solve(13);
console.log(String(result[0]));
console.log(String(result[1]));
