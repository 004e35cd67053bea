// Closures: counters that share a captured variable with nobody else, called
// in turn, and function compositions built anew each round. Prints the checksum
// of all results. A closure is a code pointer followed by what it captures.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Closure Closure;
struct Closure {
    int64_t (*code)(Closure *self, int64_t x);
    int64_t number, step;
    Closure *f, *g;
};

static Closure *closure(int64_t (*code)(Closure *, int64_t)) {
    Closure *c = calloc(1, sizeof *c);
    c->code = code;
    return c;
}

static int64_t call(Closure *c, int64_t x) {
    return c->code(c, x);
}

static int64_t count_code(Closure *self, int64_t unused) {
    (void)unused;
    self->number += self->step;
    if (self->number >= 1000003) {
        self->number -= 1000003;
    }
    return self->number;
}

static Closure *make_counter(int64_t step) {
    Closure *c = closure(count_code);
    c->step = step;
    return c;
}

static int64_t add_code(Closure *self, int64_t x) {
    return x + self->number;
}

static Closure *adder(int64_t n) {
    Closure *c = closure(add_code);
    c->number = n;
    return c;
}

static int64_t compose_code(Closure *self, int64_t x) {
    return call(self->f, call(self->g, x));
}

static Closure *compose(Closure *f, Closure *g) {
    Closure *c = closure(compose_code);
    c->f = f;
    c->g = g;
    return c;
}

static int64_t double_code(Closure *self, int64_t x) {
    (void)self;
    return x * 2;
}

int main(void) {
    int64_t rounds = 2000000;
    Closure **counters = malloc(8 * sizeof *counters);
    for (int64_t i = 0; i < 8; i++) {
        counters[i] = make_counter(2 * i + 1);
    }
    Closure *twice = closure(double_code);
    int64_t total = 0;
    for (int64_t round = 0; round < rounds; round++) {
        for (int64_t i = 0; i < 8; i++) {
            total += call(counters[i], 0);
        }
        Closure *both = compose(adder(round), compose(twice, adder(1)));
        for (int64_t i = 0; i < 4; i++) {
            total += call(both, i);
        }
        free(both->f);
        free(both->g->g);
        free(both->g);
        free(both);
    }
    for (int64_t i = 0; i < 8; i++) {
        free(counters[i]);
    }
    free(counters);
    free(twice);
    printf("%" PRId64 "\n", total);
    return 0;
}
