// The towers of Hanoi on arrays: moves 24 disks from the first peg to the last, each move
// a pop and a push that are checked. Prints the moves and a checksum of where disks went.

const pegs = [[], [], []];
let moves = 0;
let checksum = 0;

function shift(from, to) {
    const disk = pegs[from].pop();
    const target = pegs[to];
    if (target.length > 0 && target[target.length - 1] < disk) {
        console.log("wrong");
    }
    pegs[to].push(disk);
    moves++;
    checksum = (checksum * 31 + disk * 3 + to) % 1000003;
}

function solve(disks, from, to, over) {
    if (disks === 0) {
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
console.log(String(moves));
console.log(String(checksum));
