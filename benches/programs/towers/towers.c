// The towers of Hanoi on arrays: moves 24 disks from the first peg to the last, each move
// a pop and a push that are checked. Prints the moves and a checksum of where disks went.

#include <stdint.h>
#include <stdio.h>

static int64_t pegs[3][32];
static int64_t heights[3];
static int64_t moves = 0;
static int64_t checksum = 0;

static void shift(int64_t from, int64_t to) {
    int64_t disk = pegs[from][--heights[from]];
    int64_t height = heights[to];
    if (height > 0 && pegs[to][height - 1] < disk) {
        puts("wrong");
    }
    pegs[to][heights[to]++] = disk;
    moves++;
    checksum = (checksum * 31 + disk * 3 + to) % 1000003;
}

static void solve(int64_t disks, int64_t from, int64_t to, int64_t over) {
    if (disks == 0) {
        return;
    }
    solve(disks - 1, from, over, to);
    shift(from, to);
    solve(disks - 1, over, to, from);
}

int main(void) {
    for (int64_t disk = 24; disk > 0; disk--) {
        pegs[0][heights[0]++] = disk;
    }
    solve(24, 0, 2, 1);
    printf("%ld\n", (long)moves);
    printf("%ld\n", (long)checksum);
    return 0;
}
