// Constraints of several classes and an incremental planner; see the benchmark of this name.

const REQUIRED = 0;
const STRONG = 1;
const PREFERRED = 2;
const NORMAL = 3;
const WEAKEST = 4;

class Variable {
    let value;
    let constraints;
    let source;
    let strength;
    let stays;
    let mark;

    fn init(value) {
        self.value = value;
        self.constraints = [];
        self.source = null; // the constraint that determines it
        self.strength = WEAKEST; // that of the weakest constraint it depends on
        self.stays = true; // its value is known now
        self.mark = 0;
    }
}

class Constraint {
    let strength;

    fn init(strength) {
        self.strength = strength;
    }

    // Attaches the constraint to its variables and solves again.
    fn add(planner) {
        for (variable in self.variables()) {
            variable.constraints.push(self);
        }
        self.release();
        planner.add(self);
    }

    fn detach() {
        for (variable in self.variables()) {
            variable.constraints.remove(variable.constraints.indexOf(self));
        }
        self.release();
    }

    fn isInput() {
        return false;
    }

    // Tries to determine its output; answers the constraint that did so before.
    fn satisfy(mark, planner) {
        self.choose(mark);
        if (!self.isSatisfied()) {
            if (self.strength == REQUIRED) {
                throw "a required constraint cannot be satisfied";
            }
            return null;
        }
        for (variable in self.inputs()) {
            variable.mark = mark;
        }
        let output = self.output();
        let before = output.source;
        if (before != null) {
            before.release();
        }
        output.source = self;
        if (!planner.propagate(self, mark)) {
            throw "the constraints depend on each other";
        }
        output.mark = mark;
        return before;
    }

    fn inputsAreKnown(mark) {
        for (variable in self.inputs()) {
            if (variable.mark != mark && !variable.stays && variable.source != null) {
                return false;
            }
        }
        return true;
    }

    // Works out how weak and how lasting the output is, and its value if that lasts.
    fn recalculate() {
        let output = self.output();
        let weakest = self.strength;
        let stays = !self.isInput();
        for (variable in self.inputs()) {
            if (variable.strength > weakest) {
                weakest = variable.strength;
            }
            stays = stays && variable.stays;
        }
        output.strength = weakest;
        output.stays = stays;
        if (stays) {
            self.execute();
        }
    }
}

class Unary extends Constraint {
    let variable;
    let satisfied;

    fn init(strength, variable) {
        super.init(strength);
        self.variable = variable;
        self.satisfied = false;
    }

    fn variables() { return [self.variable]; }
    fn inputs() { return []; }
    fn output() { return self.variable; }
    fn isSatisfied() { return self.satisfied; }
    fn release() { self.satisfied = false; }
    fn execute() {}

    fn choose(mark) {
        self.satisfied = self.variable.mark != mark && self.strength < self.variable.strength;
    }
}

class Stay extends Unary {}

class Edit extends Unary {
    fn isInput() {
        return true;
    }
}

const NONE = 0;
const FORWARD = 1;
const BACKWARD = 2;

class Equal extends Constraint {
    let left;
    let right;
    let direction;

    fn init(strength, left, right) {
        super.init(strength);
        self.left = left;
        self.right = right;
        self.direction = NONE;
    }

    fn variables() { return [self.left, self.right]; }
    fn inputs() { return [self.input()]; }
    fn input() { return self.direction == FORWARD ? self.left : self.right; }
    fn output() { return self.direction == FORWARD ? self.right : self.left; }
    fn isSatisfied() { return self.direction != NONE; }
    fn release() { self.direction = NONE; }

    // Determines the weaker side, or the only one that is not marked yet.
    fn choose(mark) {
        let left = self.left;
        let right = self.right;
        self.direction = NONE;
        if (right.mark != mark && (left.mark == mark || right.strength >= left.strength)) {
            if (self.strength < right.strength) {
                self.direction = FORWARD;
            }
        } else if (left.mark != mark && self.strength < left.strength) {
            self.direction = BACKWARD;
        }
    }

    fn execute() {
        if (self.direction == FORWARD) {
            self.right.value = self.left.value;
        } else {
            self.left.value = self.right.value;
        }
    }
}

// right = left * scale + offset
class Scale extends Equal {
    let scale;
    let offset;

    fn init(strength, left, scale, offset, right) {
        super.init(strength, left, right);
        self.scale = scale;
        self.offset = offset;
    }

    fn variables() { return [self.left, self.right, self.scale, self.offset]; }
    fn inputs() { return [self.input(), self.scale, self.offset]; }

    fn execute() {
        if (self.direction == FORWARD) {
            self.right.value = self.left.value * self.scale.value + self.offset.value;
        } else {
            self.left.value = (self.right.value - self.offset.value) / self.scale.value;
        }
    }
}

// total = left + right, never the other way round
class Sum extends Constraint {
    let left;
    let right;
    let total;
    let satisfied;

    fn init(strength, left, right, total) {
        super.init(strength);
        self.left = left;
        self.right = right;
        self.total = total;
        self.satisfied = false;
    }

    fn variables() { return [self.left, self.right, self.total]; }
    fn inputs() { return [self.left, self.right]; }
    fn output() { return self.total; }
    fn isSatisfied() { return self.satisfied; }
    fn release() { self.satisfied = false; }

    fn choose(mark) {
        self.satisfied = self.total.mark != mark && self.strength < self.total.strength;
    }

    fn execute() {
        self.total.value = self.left.value + self.right.value;
    }
}

class Planner {
    let mark;

    fn init() {
        self.mark = 0;
    }

    fn nextMark() {
        self.mark++;
        return self.mark;
    }

    fn add(constraint) {
        let mark = self.nextMark();
        let next = constraint;
        while (next != null) {
            next = next.satisfy(mark, self);
        }
    }

    fn remove(constraint) {
        if (!constraint.isSatisfied()) {
            constraint.detach();
            return;
        }
        let output = constraint.output();
        constraint.detach();
        let unsatisfied = self.retract(output);
        for (let strength = REQUIRED; strength < WEAKEST; strength++) {
            for (other in unsatisfied) {
                if (other.strength == strength) {
                    self.add(other);
                }
            }
        }
    }

    // Recalculates what depends on a constraint; false if that is itself.
    fn propagate(constraint, mark) {
        let todo = [constraint];
        while (len(todo) > 0) {
            let next = todo.pop();
            if (next.output().mark == mark) {
                self.remove(constraint);
                return false;
            }
            next.recalculate();
            self.collectUsers(next.output(), todo);
        }
        return true;
    }

    // Recalculates what depended on a variable that nothing determines any more;
    // answers the constraints that may get their chance now.
    fn retract(variable) {
        variable.source = null;
        variable.strength = WEAKEST;
        variable.stays = true;
        let unsatisfied = [];
        let todo = [variable];
        while (len(todo) > 0) {
            let next = todo.pop();
            for (constraint in next.constraints) {
                if (!constraint.isSatisfied()) {
                    unsatisfied.push(constraint);
                } else if (constraint != next.source) {
                    constraint.recalculate();
                    todo.push(constraint.output());
                }
            }
        }
        return unsatisfied;
    }

    fn collectUsers(variable, list) {
        for (constraint in variable.constraints) {
            if (constraint != variable.source && constraint.isSatisfied()) {
                list.push(constraint);
            }
        }
    }

    // The constraints to execute, in order, when the inputs have new values.
    fn plan(input) {
        let mark = self.nextMark();
        let plan = [];
        let todo = [input];
        while (len(todo) > 0) {
            let next = todo.pop();
            let output = next.output();
            if (output.mark != mark && next.inputsAreKnown(mark)) {
                plan.push(next);
                output.mark = mark;
                self.collectUsers(output, todo);
            }
        }
        return plan;
    }

    // Gives a variable a value, as someone who edits it would.
    fn change(variable, value) {
        let edit = Edit(PREFERRED, variable);
        edit.add(self);
        let plan = self.plan(edit);
        for (let i = 1; i <= 10; i++) {
            variable.value = value - 10 + i;
            follow(plan);
        }
        self.remove(edit);
    }
}

fn follow(plan) {
    for (constraint in plan) {
        constraint.execute();
    }
}

// A chain of n equalities; the ends are changed by turns.
fn chain(n) {
    let planner = Planner();
    let variables = [Variable(0) for i in 0..(n + 1)];
    for (let i = 0; i < n; i++) {
        Equal(REQUIRED, variables[i], variables[i + 1]).add(planner);
    }
    Stay(NORMAL, variables[n]).add(planner);
    let sum = 0;
    for (let round = 0; round < 5; round++) {
        planner.change(variables[0], round * 100 + 50);
        sum += variables[n].value;
        planner.change(variables[n], round * 100 + 70);
        sum += variables[0].value;
    }
    return sum;
}

// n projections of one variable each, which share the scale and the offset.
fn projection(n) {
    let planner = Planner();
    let scale = Variable(10);
    let offset = Variable(1000);
    let points = [];
    let images = [];
    for (let i = 0; i < n; i++) {
        let point = Variable(i);
        let image = Variable(i);
        Stay(NORMAL, point).add(planner);
        Scale(REQUIRED, point, scale, offset, image).add(planner);
        points.push(point);
        images.push(image);
    }
    let last = n - 1;
    planner.change(points[last], 17);
    let sum = images[last].value;
    planner.change(images[last], 1050);
    sum += points[last].value;
    planner.change(scale, 15);
    for (image in images) {
        sum += image.value;
    }
    planner.change(offset, 2000);
    for (image in images) {
        sum += image.value;
    }
    return sum;
}

// A tree of sums over n leaves (a power of two), some of which are changed.
fn sums(n) {
    let planner = Planner();
    let leaves = [Variable(i) for i in 0..n];
    for (leaf in leaves) {
        Stay(NORMAL, leaf).add(planner);
    }
    let level = leaves;
    while (len(level) > 1) {
        let above = [];
        for (let i = 0; i < len(level); i += 2) {
            let total = Variable(0);
            Sum(STRONG, level[i], level[i + 1], total).add(planner);
            above.push(total);
        }
        level = above;
    }
    let sum = 0;
    for (let i = 0; i < n; i += 3) {
        planner.change(leaves[i], i + 100);
        sum += level[0].value;
    }
    return sum;
}
