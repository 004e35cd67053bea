// The n queens: counts the ways to put 13 queens on a 13 x 13 board so that none
// attacks another, row by row, with one array of booleans for each direction.
// Prints the number of solutions and of queens placed on the way.

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    int64_t n;
    bool *columns, *rising, *falling;
    int64_t solutions, placed;
} Board;

static bool *all_free(int64_t n) {
    bool *line = malloc((size_t)n * sizeof *line);
    for (int64_t i = 0; i < n; i++) {
        line[i] = true;
    }
    return line;
}

static void place(Board *board, int64_t row) {
    int64_t n = board->n;
    if (row == n) {
        board->solutions++;
        return;
    }
    for (int64_t column = 0; column < n; column++) {
        int64_t up = row + column;
        int64_t down = row - column + n;
        if (board->columns[column] && board->rising[up] && board->falling[down]) {
            board->columns[column] = false;
            board->rising[up] = false;
            board->falling[down] = false;
            board->placed++;
            place(board, row + 1);
            board->columns[column] = true;
            board->rising[up] = true;
            board->falling[down] = true;
        }
    }
}

int main(void) {
    int64_t n = 13;
    Board board = {n, all_free(n), all_free(2 * n), all_free(2 * n), 0, 0};
    place(&board, 0);
    printf("%" PRId64 "\n", board.solutions);
    printf("%" PRId64 "\n", board.placed);
    free(board.columns);
    free(board.rising);
    free(board.falling);
    return 0;
}
