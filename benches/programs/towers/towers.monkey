// The towers of Hanoi on arrays: moves 24 disks from the first peg to the last, each move
// a pop and a push that are checked. Prints the moves and a checksum of where disks went.

let pegs = [[], [], []];
let moves = 0;
let checksum = 0;

fn shift(from, to) {
    let disk = pegs[from].pop();
    let target = pegs[to];
    if (len(target) > 0 && target[len(target) - 1] < disk) {
        puts("wrong");
    }
    pegs[to].push(disk);
    moves++;
    checksum = (checksum * 31 + disk * 3 + to) % 1000003;
}

fn solve(disks, from, to, over) {
    if (disks == 0) {
        return;
    }
    solve(disks - 1, from, over, to);
    shift(from, to);
    solve(disks - 1, over, to, from);
}

for (let disk = 24; disk > 0; disk--) {
    pegs[0].push(disk);
}
solve(24, 0, 2, 1);
puts(moves);
puts(checksum)
