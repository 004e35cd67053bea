// The solar system: the sun and its four giant planets, moved by the pull of
// each on each. Lengths are in astronomical units, times in years, and the mass
// of the sun is 4 * pi^2, which makes the gravitational constant 1.
//
// Shows hashes as records, destructuring, comprehensions, default parameters
// and template strings.
//
//     hivm run examples/nbody.monkey

const PI = 3.141592653589793;
const SUN = 4.0 * PI * PI;
const DAYS = 365.24; // in a year

// A body at [x, y, z] with a velocity given in units a day.
fn body(name, mass, place = [0.0, 0.0, 0.0], daily = [0.0, 0.0, 0.0]) {
    let [x, y, z] = place;
    let [vx, vy, vz] = [v * DAYS for v in daily];
    return {"name": name, "mass": mass * SUN, "x": x, "y": y, "z": z, "vx": vx, "vy": vy, "vz": vz};
}

let bodies = [
    body("Sun", 1.0),
    body("Jupiter", 0.000954791938424326609,
        [4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
        [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023]),
    body("Saturn", 0.000285885980666130812,
        [8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
        [-0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929]),
    body("Uranus", 0.0000436624404335156298,
        [12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
        [0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556]),
    body("Neptune", 0.0000515138902046611451,
        [15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
        [0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870]),
];

fn distance(a, b) {
    let dx = a.x - b.x;
    let dy = a.y - b.y;
    let dz = a.z - b.z;
    return sqrt(dx * dx + dy * dy + dz * dz);
}

// Kinetic energy minus the potential of each pair: it should stay what it is.
fn energy() {
    let total = 0.0;
    for ([i, a] in enumerate(bodies)) {
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
        for (b in bodies[i + 1:]) {
            total -= a.mass * b.mass / distance(a, b);
        }
    }
    return total;
}

// One step of the symplectic Euler method: velocities first, then places.
fn advance(dt) {
    let n = len(bodies);
    for (let i = 0; i < n; i++) {
        let a = bodies[i];
        for (let j = i + 1; j < n; j++) {
            let b = bodies[j];
            let dx = a.x - b.x;
            let dy = a.y - b.y;
            let dz = a.z - b.z;
            let r = distance(a, b);
            let pull = dt / (r * r * r);
            a.vx -= dx * b.mass * pull;
            a.vy -= dy * b.mass * pull;
            a.vz -= dz * b.mass * pull;
            b.vx += dx * a.mass * pull;
            b.vy += dy * a.mass * pull;
            b.vz += dz * a.mass * pull;
        }
    }
    for (b in bodies) {
        b.x += dt * b.vx;
        b.y += dt * b.vy;
        b.z += dt * b.vz;
    }
}

// A number with a fixed count of decimals.
fn fixed(x, decimals) {
    let unit = 10 ** decimals;
    let scaled = round(abs(x) * unit);
    let sign = x < 0 ? "-" : "";
    return sign + str(scaled / unit) + "." + padLeft(str(scaled % unit), decimals, "0");
}

let sun = bodies[0];
for (let year = 0; year <= 30; year++) {
    if (year % 10 == 0) {
        puts(`after ${year} years, energy ${fixed(energy(), 6)}`);
        for (planet in bodies[1:]) {
            puts(`  ${padRight(planet.name, 8)} ${padLeft(fixed(distance(planet, sun), 3), 6)} au from the sun`);
        }
    }
    for (step in 0..100) {
        advance(0.01);
    }
}
