// Bouncing balls: 60 balls of three kinds (plain, heavy ones that fall, and fading
// ones that lose speed) move in a box for 8000 steps, bounce off its walls and off
// each other. Prints how often they met walls and each other, and the sums of
// places and energies in units of 1e-6, rounded down.

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define BALLS 60

static int64_t seed = 23;

// A float from 0 to 1.
static double next_random(void) {
    seed = seed * 16807 % 2147483647;
    return (double)seed / 2147483647.0;
}

static double between(double low, double high) {
    return low + (high - low) * next_random();
}

typedef struct {
    double x, y;
} Vector;

static Vector plus(Vector a, Vector b) {
    return (Vector){a.x + b.x, a.y + b.y};
}

static Vector minus(Vector a, Vector b) {
    return (Vector){a.x - b.x, a.y - b.y};
}

static Vector times(Vector a, double factor) {
    return (Vector){a.x * factor, a.y * factor};
}

static double dot(Vector a, Vector b) {
    return a.x * b.x + a.y * b.y;
}

typedef struct Ball Ball;

typedef struct {
    double width, height;
    Ball *balls[BALLS];
} Box;

typedef struct {
    double (*mass)(const Ball *self);
    void (*move)(Ball *self, double time);
    int64_t (*stay_in)(Ball *self, const Box *box);
} Class;

struct Ball {
    const Class *class;
    Vector place, speed;
    double radius;
    int64_t bounces;
};

typedef struct {
    Ball ball;
    double grip;
} FadingBall;

static double plain_mass(const Ball *self) {
    return self->radius * self->radius;
}

static void plain_move(Ball *self, double time) {
    self->place = plus(self->place, times(self->speed, time));
}

// Turns round at the walls of a box.
static int64_t plain_stay_in(Ball *self, const Box *box) {
    int64_t before = self->bounces;
    Vector place = self->place;
    double r = self->radius;
    if ((place.x < r && self->speed.x < 0.0) || (place.x > box->width - r && self->speed.x > 0.0)) {
        self->speed.x = 0.0 - self->speed.x;
        self->bounces++;
    }
    if ((place.y < r && self->speed.y < 0.0) || (place.y > box->height - r && self->speed.y > 0.0)) {
        self->speed.y = 0.0 - self->speed.y;
        self->bounces++;
    }
    return self->bounces - before;
}

static double heavy_mass(const Ball *self) {
    return 3.0 * plain_mass(self);
}

static void heavy_move(Ball *self, double time) {
    self->speed = plus(self->speed, (Vector){0.0, -9.81 * time});
    plain_move(self, time);
}

static void fading_move(Ball *self, double time) {
    plain_move(self, time);
    self->speed = times(self->speed, 1.0 - ((FadingBall *)self)->grip * time);
}

static int64_t fading_stay_in(Ball *self, const Box *box) {
    FadingBall *fading = (FadingBall *)self;
    int64_t met = plain_stay_in(self, box);
    if (met > 0) {
        fading->grip = fading->grip * 0.9;
    }
    return met;
}

static const Class PLAIN = {plain_mass, plain_move, plain_stay_in};
static const Class HEAVY = {heavy_mass, heavy_move, plain_stay_in};
static const Class FADING = {plain_mass, fading_move, fading_stay_in};

static double mass(const Ball *self) {
    return self->class->mass(self);
}

static double energy_of(const Ball *self) {
    return 0.5 * mass(self) * dot(self->speed, self->speed);
}

// Bounces off another ball, if they touch and come nearer; tells whether.
static bool meet(Ball *self, Ball *other) {
    Vector way = minus(other->place, self->place);
    double reach = self->radius + other->radius;
    double square = dot(way, way);
    if (square >= reach * reach || square == 0.0) {
        return false;
    }
    double approach = dot(minus(self->speed, other->speed), way);
    if (approach <= 0.0) {
        return false;
    }
    double push = 2.0 * approach / (square * (mass(self) + mass(other)));
    self->speed = minus(self->speed, times(way, push * mass(other)));
    other->speed = plus(other->speed, times(way, push * mass(self)));
    return true;
}

static void fill(Box *box) {
    for (int i = 0; i < BALLS; i++) {
        double x = between(5.0, box->width - 5.0);
        double y = between(5.0, box->height - 5.0);
        double vx = between(-20.0, 20.0);
        double vy = between(-20.0, 20.0);
        double radius = between(1.0, 3.0);
        Ball ball = {&PLAIN, {x, y}, {vx, vy}, radius, 0};
        if (i % 3 == 2) {
            FadingBall *fading = malloc(sizeof *fading);
            ball.class = &FADING;
            *fading = (FadingBall){ball, 0.01};
            box->balls[i] = &fading->ball;
        } else {
            ball.class = i % 3 == 0 ? &PLAIN : &HEAVY;
            box->balls[i] = malloc(sizeof ball);
            *box->balls[i] = ball;
        }
    }
}

// Moves all balls; counts how often they met walls and each other.
static void step(Box *box, double time, int64_t *walls, int64_t *meetings) {
    for (int i = 0; i < BALLS; i++) {
        Ball *ball = box->balls[i];
        ball->class->move(ball, time);
        *walls += ball->class->stay_in(ball, box);
    }
    for (int i = 0; i < BALLS; i++) {
        for (int j = i + 1; j < BALLS; j++) {
            if (meet(box->balls[i], box->balls[j])) {
                (*meetings)++;
            }
        }
    }
}

static void report(double value) {
    printf("%" PRId64 "\n", (int64_t)floor(value * 1000000.0));
}

int main(void) {
    Box box = {200.0, 100.0, {NULL}};
    fill(&box);
    int64_t walls = 0;
    int64_t meetings = 0;
    for (int i = 0; i < 8000; i++) {
        step(&box, 0.01, &walls, &meetings);
    }
    double x = 0.0;
    double y = 0.0;
    double energy = 0.0;
    for (int i = 0; i < BALLS; i++) {
        x += box.balls[i]->place.x;
        y += box.balls[i]->place.y;
        energy += energy_of(box.balls[i]);
    }
    printf("%" PRId64 "\n", walls);
    printf("%" PRId64 "\n", meetings);
    report(x);
    report(y);
    report(energy);
    for (int i = 0; i < BALLS; i++) {
        free(box.balls[i]);
    }
    return 0;
}
