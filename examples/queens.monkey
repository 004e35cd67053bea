// The eight queens: all ways to place a queen in every row so that no two share
// a column or a diagonal.
//
// Shows recursion over immutable lists, spread, closures as callbacks, and the
// array builtins.
//
//     hivm run examples/queens.monkey

// Whether a queen in the next row, at `column`, is out of reach of all before it.
fn safe(queens, column) {
    return enumerate(queens) |> all(fn(queen) {
        let [row, other] = queen;
        let rows = len(queens) - row;
        return other != column && abs(other - column) != rows;
    });
}

// Calls `found` with every solution: the queens' columns, row by row.
fn solve(size, found, queens = []) {
    if (len(queens) == size) {
        found(queens);
        return;
    }
    for (column in 0..size) {
        if (safe(queens, column)) {
            solve(size, found, [...queens, column]);
        }
    }
}

fn solutions(size) {
    let all = [];
    solve(size, queens => all.push(queens));
    return all;
}

fn draw(queens) {
    return join(["." * column + "Q" + "." * (len(queens) - column - 1) for column in queens], "\n");
}

// The mirror images and rotations of a solution, itself included.
fn variants(queens) {
    let size = len(queens);
    let result = [];
    let current = queens;
    for (turn in 0..4) {
        let rotated = array(size, 0);
        for ([row, column] in enumerate(current)) {
            rotated[column] = size - 1 - row;
        }
        current = rotated;
        result.push(current);
        result.push(reverse(current));
    }
    return result;
}

// One of each family of variants: the one that comes first.
fn distinct(all) {
    let known = {};
    let result = [];
    for (queens in all) {
        if (!(str(queens) in known)) {
            result.push(queens);
            for (variant in variants(queens)) {
                known[str(variant)] = true;
            }
        }
    }
    return result;
}

for (size in 4..8) {
    let found = solutions(size);
    puts(`${size} queens: ${len(found)} solutions, ${len(distinct(found))} of them distinct`);
}
let eight = solutions(8);
puts(`8 queens: ${len(eight)} solutions, ${len(distinct(eight))} of them distinct`);
puts(draw(eight[0]));
