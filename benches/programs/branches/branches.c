// Twelve branches in sequence, each taken in about half of the rounds: what a pseudorandom
// number leaves when divided decides. Prints three sums that all branches change, at the end.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
    int64_t seed = 12345;
    int64_t a = 0;
    int64_t b = 0;
    int64_t c = 0;
    for (int64_t i = 0; i < 4000000; i++) {
        seed = seed * 16807 % 2147483647;
        if (seed % 2 < 1) {
            a = a + 1;
        } else {
            a = a + 2;
        }
        if (seed % 3 < 1) {
            b = b + a;
        } else {
            b = b - 1;
        }
        if (seed % 5 < 2) {
            c = c + 3;
        } else {
            c = c + b;
        }
        if (seed % 7 < 3) {
            a = a - c;
        } else {
            a = a + 5;
        }
        if (seed % 11 < 5) {
            b = b + 7;
        } else {
            b = b - c;
        }
        if (seed % 13 < 6) {
            c = c - 2;
        } else {
            c = c + 9;
        }
        if (seed % 17 < 8) {
            a = a + b;
        } else {
            a = a - 4;
        }
        if (seed % 19 < 9) {
            b = b - 6;
        } else {
            b = b + c;
        }
        if (seed % 23 < 11) {
            c = c + a;
        } else {
            c = c - 8;
        }
        if (seed % 29 < 14) {
            a = a - 3;
        } else {
            a = a + c;
        }
        if (seed % 31 < 15) {
            b = b - a;
        } else {
            b = b + 10;
        }
        if (seed % 37 < 18) {
            c = c + 11;
        } else {
            c = c - b;
        }
        a = a % 1000003;
        b = b % 1000003;
        c = c % 1000003;
    }
    printf("%" PRId64 "\n", a);
    printf("%" PRId64 "\n", b);
    printf("%" PRId64 "\n", c);
    return 0;
}
