// Conway's game of life on a board whose edges meet. A cell lives on with two
// or three living neighbours and is born with exactly three. Five cells, the
// R-pentomino, are enough for a long story.
//
// Shows nested comprehensions, `in` on a hash, and state passed from generation
// to generation.
//
//     hivm run examples/life.monkey

const START = [
    "...................",
    "...................",
    "...................",
    "...................",
    "...................",
    ".........##........",
    "........##.........",
    ".........#.........",
    "...................",
    "...................",
    "...................",
    "...................",
];
const HEIGHT = len(START);
const WIDTH = len(START[0]);

let board = [[c == "#" for c in line] for line in START];

fn neighbours(board, x, y) {
    let n = 0;
    for (dy in [HEIGHT - 1, 0, 1]) {
        let line = board[(y + dy) % HEIGHT];
        for (dx in [WIDTH - 1, 0, 1]) {
            if (line[(x + dx) % WIDTH]) {
                n++;
            }
        }
    }
    return board[y][x] ? n - 1 : n;
}

fn alive(board, x, y) {
    let n = neighbours(board, x, y);
    return n == 3 || (n == 2 && board[y][x]);
}

fn next(board) {
    return [[alive(board, x, y) for x in 0..WIDTH] for y in 0..HEIGHT];
}

fn population(board) {
    return sum([len([cell for cell in line if cell]) for line in board]);
}

fn draw(board) {
    return [join([cell ? "#" : "." for cell in line], "") for line in board];
}

// Boards that were seen, by how they look: when one comes back, life goes in circles.
let seen = {};
let generation = 0;
let picture = draw(board);
while (!(join(picture, "") in seen)) {
    if (generation % 50 == 0) {
        puts(`generation ${generation}, population ${population(board)}`);
        for (line in picture) {
            puts("  " + line);
        }
    }
    seen[join(picture, "")] = generation;
    board = next(board);
    picture = draw(board);
    generation++;
}

let earlier = seen[join(picture, "")];
puts(`generation ${generation} looks like generation ${earlier}, population ${population(board)}`);
for (line in picture) {
    puts("  " + line);
}
