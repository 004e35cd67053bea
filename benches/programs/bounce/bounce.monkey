// Bouncing balls: 60 balls of three kinds (plain, heavy ones that fall, and fading
// ones that lose speed) move in a box for 8000 steps, bounce off its walls and off
// each other. Prints how often they met walls and each other, and the sums of
// places and energies in units of 1e-6, rounded down.

class Random {
    let seed;

    fn init(seed) {
        self.seed = seed;
    }

    // A float from 0 to 1.
    fn next() {
        self.seed = self.seed * 16807 % 2147483647;
        return self.seed / 2147483647.0;
    }

    fn between(low, high) {
        return low + (high - low) * self.next();
    }
}

class Vector {
    let x;
    let y;

    fn init(x, y) {
        self.x = x;
        self.y = y;
    }

    fn plus(other) {
        return Vector(self.x + other.x, self.y + other.y);
    }

    fn minus(other) {
        return Vector(self.x - other.x, self.y - other.y);
    }

    fn times(factor) {
        return Vector(self.x * factor, self.y * factor);
    }

    fn dot(other) {
        return self.x * other.x + self.y * other.y;
    }
}

class Ball {
    let place;
    let speed;
    let radius;
    let bounces;

    fn init(place, speed, radius) {
        self.place = place;
        self.speed = speed;
        self.radius = radius;
        self.bounces = 0;
    }

    fn mass() {
        return self.radius * self.radius;
    }

    fn energy() {
        return 0.5 * self.mass() * self.speed.dot(self.speed);
    }

    fn move(time) {
        self.place = self.place.plus(self.speed.times(time));
    }

    // Turns round at the walls of a box.
    fn stayIn(box) {
        let before = self.bounces;
        let place = self.place;
        let speed = self.speed;
        let r = self.radius;
        if (place.x < r && speed.x < 0.0 || place.x > box.width - r && speed.x > 0.0) {
            self.speed = Vector(0.0 - speed.x, speed.y);
            self.bounces++;
        }
        speed = self.speed;
        if (place.y < r && speed.y < 0.0 || place.y > box.height - r && speed.y > 0.0) {
            self.speed = Vector(speed.x, 0.0 - speed.y);
            self.bounces++;
        }
        return self.bounces - before;
    }

    // Bounces off another ball, if they touch and come nearer; tells whether.
    fn meet(other) {
        let way = other.place.minus(self.place);
        let reach = self.radius + other.radius;
        let square = way.dot(way);
        if (square >= reach * reach || square == 0.0) {
            return false;
        }
        let approach = self.speed.minus(other.speed).dot(way);
        if (approach <= 0.0) {
            return false;
        }
        let push = 2.0 * approach / (square * (self.mass() + other.mass()));
        self.speed = self.speed.minus(way.times(push * other.mass()));
        other.speed = other.speed.plus(way.times(push * self.mass()));
        return true;
    }
}

class HeavyBall extends Ball {
    fn mass() {
        return 3.0 * super.mass();
    }

    fn move(time) {
        self.speed = self.speed.plus(Vector(0.0, -9.81 * time));
        super.move(time);
    }
}

class FadingBall extends Ball {
    let grip;

    fn init(place, speed, radius, grip) {
        super.init(place, speed, radius);
        self.grip = grip;
    }

    fn move(time) {
        super.move(time);
        self.speed = self.speed.times(1.0 - self.grip * time);
    }

    fn stayIn(box) {
        let met = super.stayIn(box);
        if (met > 0) {
            self.grip = self.grip * 0.9;
        }
        return met;
    }
}

class Box {
    let width;
    let height;
    let balls;

    fn init(width, height) {
        self.width = width;
        self.height = height;
        self.balls = [];
    }

    fn fill(random, n) {
        for (let i = 0; i < n; i++) {
            let place = Vector(
                random.between(5.0, self.width - 5.0),
                random.between(5.0, self.height - 5.0),
            );
            let speed = Vector(random.between(-20.0, 20.0), random.between(-20.0, 20.0));
            let radius = random.between(1.0, 3.0);
            if (i % 3 == 0) {
                self.balls.push(Ball(place, speed, radius));
            } else if (i % 3 == 1) {
                self.balls.push(HeavyBall(place, speed, radius));
            } else {
                self.balls.push(FadingBall(place, speed, radius, 0.01));
            }
        }
    }

    // Moves all balls; answers how often they met walls and each other.
    fn step(time) {
        let walls = 0;
        let meetings = 0;
        let balls = self.balls;
        for (ball in balls) {
            ball.move(time);
            walls += ball.stayIn(self);
        }
        for (let i = 0; i < len(balls); i++) {
            let ball = balls[i];
            for (let j = i + 1; j < len(balls); j++) {
                if (ball.meet(balls[j])) {
                    meetings++;
                }
            }
        }
        return [walls, meetings];
    }
}

fn report(value) {
    puts(floor(value * 1000000.0));
}

fn main(balls, steps) {
    let box = Box(200.0, 100.0);
    box.fill(Random(23), balls);
    let walls = 0;
    let meetings = 0;
    for (let i = 0; i < steps; i++) {
        let [w, m] = box.step(0.01);
        walls += w;
        meetings += m;
    }
    let x = 0.0;
    let y = 0.0;
    let energy = 0.0;
    for (ball in box.balls) {
        x += ball.place.x;
        y += ball.place.y;
        energy += ball.energy();
    }
    puts(walls);
    puts(meetings);
    report(x);
    report(y);
    report(energy);
}

main(60, 8000)
