// The motion of the sun and four planets over 4000000 steps of 0.01 days,
// symplectic Euler, one struct a body. Prints minus the total energy before
// and after, in units of 1e-9, rounded down.

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define PI 3.141592653589793
#define SOLAR_MASS (4.0 * PI * PI)
#define YEAR 365.24
#define BODIES 5

typedef struct {
    double x, y, z, vx, vy, vz, mass;
} Body;

static Body body(double x, double y, double z, double vx, double vy, double vz, double mass) {
    Body b = {x, y, z, vx * YEAR, vy * YEAR, vz * YEAR, mass * SOLAR_MASS};
    return b;
}

static Body *solar_system(void) {
    Body *bodies = malloc(BODIES * sizeof *bodies);
    bodies[0] = body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0);
    bodies[1] = body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
        0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023,
        0.000954791938424326609);
    bodies[2] = body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
        -0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929,
        0.000285885980666130812);
    bodies[3] = body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
        0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556,
        0.0000436624404335156298);
    bodies[4] = body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
        0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870,
        0.0000515138902046611451);
    return bodies;
}

// Moves the frame of reference to the centre of mass.
static void settle(Body *bodies, int n) {
    double px = 0.0;
    double py = 0.0;
    double pz = 0.0;
    for (int i = 0; i < n; i++) {
        px += bodies[i].vx * bodies[i].mass;
        py += bodies[i].vy * bodies[i].mass;
        pz += bodies[i].vz * bodies[i].mass;
    }
    bodies[0].vx = 0.0 - px / SOLAR_MASS;
    bodies[0].vy = 0.0 - py / SOLAR_MASS;
    bodies[0].vz = 0.0 - pz / SOLAR_MASS;
}

static double energy(const Body *bodies, int n) {
    double total = 0.0;
    for (int i = 0; i < n; i++) {
        const Body *a = &bodies[i];
        total += 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
        for (int j = i + 1; j < n; j++) {
            const Body *b = &bodies[j];
            double dx = a->x - b->x;
            double dy = a->y - b->y;
            double dz = a->z - b->z;
            total -= a->mass * b->mass / sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return total;
}

static void advance(Body *bodies, int n, double dt) {
    for (int i = 0; i < n; i++) {
        Body *a = &bodies[i];
        for (int j = i + 1; j < n; j++) {
            Body *b = &bodies[j];
            double dx = a->x - b->x;
            double dy = a->y - b->y;
            double dz = a->z - b->z;
            double square = dx * dx + dy * dy + dz * dz;
            double pull = dt / (square * sqrt(square));
            double am = a->mass * pull;
            double bm = b->mass * pull;
            a->vx -= dx * bm;
            a->vy -= dy * bm;
            a->vz -= dz * bm;
            b->vx += dx * am;
            b->vy += dy * am;
            b->vz += dz * am;
        }
    }
    for (int i = 0; i < n; i++) {
        Body *a = &bodies[i];
        a->x += dt * a->vx;
        a->y += dt * a->vy;
        a->z += dt * a->vz;
    }
}

int main(void) {
    Body *bodies = solar_system();
    settle(bodies, BODIES);
    printf("%" PRId64 "\n", (int64_t)floor(energy(bodies, BODIES) * -1000000000.0));
    for (int64_t step = 0; step < 4000000; step++) {
        advance(bodies, BODIES, 0.01);
    }
    printf("%" PRId64 "\n", (int64_t)floor(energy(bodies, BODIES) * -1000000000.0));
    free(bodies);
    return 0;
}
