// Bouncing balls: 60 balls of three kinds (plain, heavy ones that fall, and fading
// ones that lose speed) move in a box for 8000 steps, bounce off its walls and off
// each other. Prints how often they met walls and each other, and the sums of
// places and energies in units of 1e-6, rounded down.

class Random {
    constructor(seed) {
        this.seed = seed;
    }

    // A float from 0 to 1.
    next() {
        this.seed = this.seed * 16807 % 2147483647;
        return this.seed / 2147483647.0;
    }

    between(low, high) {
        return low + (high - low) * this.next();
    }
}

class Vector {
    constructor(x, y) {
        this.x = x;
        this.y = y;
    }

    plus(other) {
        return new Vector(this.x + other.x, this.y + other.y);
    }

    minus(other) {
        return new Vector(this.x - other.x, this.y - other.y);
    }

    times(factor) {
        return new Vector(this.x * factor, this.y * factor);
    }

    dot(other) {
        return this.x * other.x + this.y * other.y;
    }
}

class Ball {
    constructor(place, speed, radius) {
        this.place = place;
        this.speed = speed;
        this.radius = radius;
        this.bounces = 0;
    }

    mass() {
        return this.radius * this.radius;
    }

    energy() {
        return 0.5 * this.mass() * this.speed.dot(this.speed);
    }

    move(time) {
        this.place = this.place.plus(this.speed.times(time));
    }

    // Turns round at the walls of a box.
    stayIn(box) {
        const before = this.bounces;
        const place = this.place;
        let speed = this.speed;
        const r = this.radius;
        if (place.x < r && speed.x < 0.0 || place.x > box.width - r && speed.x > 0.0) {
            this.speed = new Vector(0.0 - speed.x, speed.y);
            this.bounces++;
        }
        speed = this.speed;
        if (place.y < r && speed.y < 0.0 || place.y > box.height - r && speed.y > 0.0) {
            this.speed = new Vector(speed.x, 0.0 - speed.y);
            this.bounces++;
        }
        return this.bounces - before;
    }

    // Bounces off another ball, if they touch and come nearer; tells whether.
    meet(other) {
        const way = other.place.minus(this.place);
        const reach = this.radius + other.radius;
        const square = way.dot(way);
        if (square >= reach * reach || square === 0.0) {
            return false;
        }
        const approach = this.speed.minus(other.speed).dot(way);
        if (approach <= 0.0) {
            return false;
        }
        const push = 2.0 * approach / (square * (this.mass() + other.mass()));
        this.speed = this.speed.minus(way.times(push * other.mass()));
        other.speed = other.speed.plus(way.times(push * this.mass()));
        return true;
    }
}

class HeavyBall extends Ball {
    mass() {
        return 3.0 * super.mass();
    }

    move(time) {
        this.speed = this.speed.plus(new Vector(0.0, -9.81 * time));
        super.move(time);
    }
}

class FadingBall extends Ball {
    constructor(place, speed, radius, grip) {
        super(place, speed, radius);
        this.grip = grip;
    }

    move(time) {
        super.move(time);
        this.speed = this.speed.times(1.0 - this.grip * time);
    }

    stayIn(box) {
        const met = super.stayIn(box);
        if (met > 0) {
            this.grip = this.grip * 0.9;
        }
        return met;
    }
}

class Box {
    constructor(width, height) {
        this.width = width;
        this.height = height;
        this.balls = [];
    }

    fill(random, n) {
        for (let i = 0; i < n; i++) {
            const place = new Vector(random.between(5.0, this.width - 5.0), random.between(5.0, this.height - 5.0));
            const speed = new Vector(random.between(-20.0, 20.0), random.between(-20.0, 20.0));
            const radius = random.between(1.0, 3.0);
            if (i % 3 === 0) {
                this.balls.push(new Ball(place, speed, radius));
            } else if (i % 3 === 1) {
                this.balls.push(new HeavyBall(place, speed, radius));
            } else {
                this.balls.push(new FadingBall(place, speed, radius, 0.01));
            }
        }
    }

    // Moves all balls; answers how often they met walls and each other.
    step(time) {
        let walls = 0;
        let meetings = 0;
        const balls = this.balls;
        for (const ball of balls) {
            ball.move(time);
            walls += ball.stayIn(this);
        }
        for (let i = 0; i < balls.length; i++) {
            const ball = balls[i];
            for (let j = i + 1; j < balls.length; j++) {
                if (ball.meet(balls[j])) {
                    meetings++;
                }
            }
        }
        return [walls, meetings];
    }
}

function report(value) {
    console.log(String(Math.floor(value * 1000000.0)));
}

function main(balls, steps) {
    const box = new Box(200.0, 100.0);
    box.fill(new Random(23), balls);
    let walls = 0;
    let meetings = 0;
    for (let i = 0; i < steps; i++) {
        const [w, m] = box.step(0.01);
        walls += w;
        meetings += m;
    }
    let x = 0.0;
    let y = 0.0;
    let energy = 0.0;
    for (const ball of box.balls) {
        x += ball.place.x;
        y += ball.place.y;
        energy += ball.energy();
    }
    console.log(String(walls));
    console.log(String(meetings));
    report(x);
    report(y);
    report(energy);
}

main(60, 8000);
