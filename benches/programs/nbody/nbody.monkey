// The motion of the sun and four planets over 4000000 steps of 0.01 days,
// symplectic Euler, one hash a body. Prints minus the total energy before and
// after, in units of 1e-9, rounded down.

const PI = 3.141592653589793;
const SOLAR_MASS = 4.0 * PI * PI;
const YEAR = 365.24;

fn body(x, y, z, vx, vy, vz, mass) {
    return {
        "x": x, "y": y, "z": z,
        "vx": vx * YEAR, "vy": vy * YEAR, "vz": vz * YEAR,
        "mass": mass * SOLAR_MASS,
    };
}

fn solarSystem() {
    return [
        body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
            0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023,
            0.000954791938424326609),
        body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
            -0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929,
            0.000285885980666130812),
        body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
            0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556,
            0.0000436624404335156298),
        body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
            0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870,
            0.0000515138902046611451),
    ];
}

// Moves the frame of reference to the centre of mass.
fn settle(bodies) {
    let px = 0.0;
    let py = 0.0;
    let pz = 0.0;
    for (b in bodies) {
        px += b.vx * b.mass;
        py += b.vy * b.mass;
        pz += b.vz * b.mass;
    }
    let sun = bodies[0];
    sun.vx = 0.0 - px / SOLAR_MASS;
    sun.vy = 0.0 - py / SOLAR_MASS;
    sun.vz = 0.0 - pz / SOLAR_MASS;
}

fn energy(bodies) {
    let total = 0.0;
    let n = len(bodies);
    for (let i = 0; i < n; i++) {
        let a = bodies[i];
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
        for (let j = i + 1; j < n; j++) {
            let b = bodies[j];
            let dx = a.x - b.x;
            let dy = a.y - b.y;
            let dz = a.z - b.z;
            total -= a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return total;
}

fn advance(bodies, n, dt) {
    for (let i = 0; i < n; i++) {
        let a = bodies[i];
        for (let j = i + 1; j < n; j++) {
            let b = bodies[j];
            let dx = a.x - b.x;
            let dy = a.y - b.y;
            let dz = a.z - b.z;
            let square = dx * dx + dy * dy + dz * dz;
            let pull = dt / (square * sqrt(square));
            let am = a.mass * pull;
            let bm = b.mass * pull;
            a.vx -= dx * bm;
            a.vy -= dy * bm;
            a.vz -= dz * bm;
            b.vx += dx * am;
            b.vy += dy * am;
            b.vz += dz * am;
        }
    }
    for (let i = 0; i < n; i++) {
        let a = bodies[i];
        a.x += dt * a.vx;
        a.y += dt * a.vy;
        a.z += dt * a.vz;
    }
}

fn main(steps) {
    let bodies = solarSystem();
    let n = len(bodies);
    settle(bodies);
    puts(floor(energy(bodies) * -1000000000.0));
    for (let step = 0; step < steps; step++) {
        advance(bodies, n, 0.01);
    }
    puts(floor(energy(bodies) * -1000000000.0));
}

main(4000000)
