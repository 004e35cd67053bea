// An incremental solver of one-way constraints: variables, constraints of different
// strengths that keep relations between them, and a planner that, when a
// constraint comes or goes, changes only what depends on it. Runs a long chain
// of equalities, many projections (scale and offset) and a tree of sums, changes
// variables and follows the plans. Prints a sum of the results of each.

const REQUIRED = 0;
const STRONG = 1;
const PREFERRED = 2;
const NORMAL = 3;
const WEAKEST = 4;

class Variable {
    constructor(value) {
        this.value = value;
        this.constraints = [];
        this.source = null; // the constraint that determines it
        this.strength = WEAKEST; // that of the weakest constraint it depends on
        this.stays = true; // its value is known now
        this.mark = 0;
    }
}

class Constraint {
    constructor(strength) {
        this.strength = strength;
    }

    // Attaches the constraint to its variables and solves again.
    add(planner) {
        for (const variable of this.variables()) {
            variable.constraints.push(this);
        }
        this.release();
        planner.add(this);
    }

    detach() {
        for (const variable of this.variables()) {
            variable.constraints.splice(variable.constraints.indexOf(this), 1);
        }
        this.release();
    }

    isInput() {
        return false;
    }

    // Tries to determine its output; answers the constraint that did so before.
    satisfy(mark, planner) {
        this.choose(mark);
        if (!this.isSatisfied()) {
            if (this.strength === REQUIRED) {
                throw new Error("a required constraint cannot be satisfied");
            }
            return null;
        }
        for (const variable of this.inputs()) {
            variable.mark = mark;
        }
        const output = this.output();
        const before = output.source;
        if (before !== null) {
            before.release();
        }
        output.source = this;
        if (!planner.propagate(this, mark)) {
            throw new Error("the constraints depend on each other");
        }
        output.mark = mark;
        return before;
    }

    inputsAreKnown(mark) {
        for (const variable of this.inputs()) {
            if (variable.mark !== mark && !variable.stays && variable.source !== null) {
                return false;
            }
        }
        return true;
    }

    // Works out how weak and how lasting the output is, and its value if that lasts.
    recalculate() {
        const output = this.output();
        let weakest = this.strength;
        let stays = !this.isInput();
        for (const variable of this.inputs()) {
            if (variable.strength > weakest) {
                weakest = variable.strength;
            }
            stays = stays && variable.stays;
        }
        output.strength = weakest;
        output.stays = stays;
        if (stays) {
            this.execute();
        }
    }
}

class Unary extends Constraint {
    constructor(strength, variable) {
        super(strength);
        this.variable = variable;
        this.satisfied = false;
    }

    variables() { return [this.variable]; }
    inputs() { return []; }
    output() { return this.variable; }
    isSatisfied() { return this.satisfied; }
    release() { this.satisfied = false; }
    execute() {}

    choose(mark) {
        this.satisfied = this.variable.mark !== mark && this.strength < this.variable.strength;
    }
}

class Stay extends Unary {}

class Edit extends Unary {
    isInput() {
        return true;
    }
}

const NONE = 0;
const FORWARD = 1;
const BACKWARD = 2;

class Equal extends Constraint {
    constructor(strength, left, right) {
        super(strength);
        this.left = left;
        this.right = right;
        this.direction = NONE;
    }

    variables() { return [this.left, this.right]; }
    inputs() { return [this.input()]; }
    input() { return this.direction === FORWARD ? this.left : this.right; }
    output() { return this.direction === FORWARD ? this.right : this.left; }
    isSatisfied() { return this.direction !== NONE; }
    release() { this.direction = NONE; }

    // Determines the weaker side, or the only one that is not marked yet.
    choose(mark) {
        const left = this.left;
        const right = this.right;
        this.direction = NONE;
        if (right.mark !== mark && (left.mark === mark || right.strength >= left.strength)) {
            if (this.strength < right.strength) {
                this.direction = FORWARD;
            }
        } else if (left.mark !== mark && this.strength < left.strength) {
            this.direction = BACKWARD;
        }
    }

    execute() {
        if (this.direction === FORWARD) {
            this.right.value = this.left.value;
        } else {
            this.left.value = this.right.value;
        }
    }
}

// right = left * scale + offset
class Scale extends Equal {
    constructor(strength, left, scale, offset, right) {
        super(strength, left, right);
        this.scale = scale;
        this.offset = offset;
    }

    variables() { return [this.left, this.right, this.scale, this.offset]; }
    inputs() { return [this.input(), this.scale, this.offset]; }

    execute() {
        if (this.direction === FORWARD) {
            this.right.value = this.left.value * this.scale.value + this.offset.value;
        } else {
            this.left.value = Math.trunc((this.right.value - this.offset.value) / this.scale.value);
        }
    }
}

// total = left + right, never the other way round
class Sum extends Constraint {
    constructor(strength, left, right, total) {
        super(strength);
        this.left = left;
        this.right = right;
        this.total = total;
        this.satisfied = false;
    }

    variables() { return [this.left, this.right, this.total]; }
    inputs() { return [this.left, this.right]; }
    output() { return this.total; }
    isSatisfied() { return this.satisfied; }
    release() { this.satisfied = false; }

    choose(mark) {
        this.satisfied = this.total.mark !== mark && this.strength < this.total.strength;
    }

    execute() {
        this.total.value = this.left.value + this.right.value;
    }
}

class Planner {
    constructor() {
        this.mark = 0;
    }

    nextMark() {
        this.mark++;
        return this.mark;
    }

    add(constraint) {
        const mark = this.nextMark();
        let next = constraint;
        while (next !== null) {
            next = next.satisfy(mark, this);
        }
    }

    remove(constraint) {
        if (!constraint.isSatisfied()) {
            constraint.detach();
            return;
        }
        const output = constraint.output();
        constraint.detach();
        const unsatisfied = this.retract(output);
        for (let strength = REQUIRED; strength < WEAKEST; strength++) {
            for (const other of unsatisfied) {
                if (other.strength === strength) {
                    this.add(other);
                }
            }
        }
    }

    // Recalculates what depends on a constraint; false if that is itself.
    propagate(constraint, mark) {
        const todo = [constraint];
        while (todo.length > 0) {
            const next = todo.pop();
            if (next.output().mark === mark) {
                this.remove(constraint);
                return false;
            }
            next.recalculate();
            this.collectUsers(next.output(), todo);
        }
        return true;
    }

    // Recalculates what depended on a variable that nothing determines any more;
    // answers the constraints that may get their chance now.
    retract(variable) {
        variable.source = null;
        variable.strength = WEAKEST;
        variable.stays = true;
        const unsatisfied = [];
        const todo = [variable];
        while (todo.length > 0) {
            const next = todo.pop();
            for (const constraint of next.constraints) {
                if (!constraint.isSatisfied()) {
                    unsatisfied.push(constraint);
                } else if (constraint !== next.source) {
                    constraint.recalculate();
                    todo.push(constraint.output());
                }
            }
        }
        return unsatisfied;
    }

    collectUsers(variable, list) {
        for (const constraint of variable.constraints) {
            if (constraint !== variable.source && constraint.isSatisfied()) {
                list.push(constraint);
            }
        }
    }

    // The constraints to execute, in order, when the inputs have new values.
    plan(input) {
        const mark = this.nextMark();
        const plan = [];
        const todo = [input];
        while (todo.length > 0) {
            const next = todo.pop();
            const output = next.output();
            if (output.mark !== mark && next.inputsAreKnown(mark)) {
                plan.push(next);
                output.mark = mark;
                this.collectUsers(output, todo);
            }
        }
        return plan;
    }

    // Gives a variable a value, as someone who edits it would.
    change(variable, value) {
        const edit = new Edit(PREFERRED, variable);
        edit.add(this);
        const plan = this.plan(edit);
        for (let i = 1; i <= 10; i++) {
            variable.value = value - 10 + i;
            follow(plan);
        }
        this.remove(edit);
    }
}

function follow(plan) {
    for (const constraint of plan) {
        constraint.execute();
    }
}

// A chain of n equalities; the ends are changed by turns.
function chain(n) {
    const planner = new Planner();
    const variables = Array.from({length: n + 1}, () => new Variable(0));
    for (let i = 0; i < n; i++) {
        new Equal(REQUIRED, variables[i], variables[i + 1]).add(planner);
    }
    new Stay(NORMAL, variables[n]).add(planner);
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
function projection(n) {
    const planner = new Planner();
    const scale = new Variable(10);
    const offset = new Variable(1000);
    const points = [];
    const images = [];
    for (let i = 0; i < n; i++) {
        const point = new Variable(i);
        const image = new Variable(i);
        new Stay(NORMAL, point).add(planner);
        new Scale(REQUIRED, point, scale, offset, image).add(planner);
        points.push(point);
        images.push(image);
    }
    const last = n - 1;
    planner.change(points[last], 17);
    let sum = images[last].value;
    planner.change(images[last], 1050);
    sum += points[last].value;
    planner.change(scale, 15);
    for (const image of images) {
        sum += image.value;
    }
    planner.change(offset, 2000);
    for (const image of images) {
        sum += image.value;
    }
    return sum;
}

// A tree of sums over n leaves (a power of two), some of which are changed.
function sums(n) {
    const planner = new Planner();
    const leaves = Array.from({length: n}, (_, i) => new Variable(i));
    for (const leaf of leaves) {
        new Stay(NORMAL, leaf).add(planner);
    }
    let level = leaves;
    while (level.length > 1) {
        const above = [];
        for (let i = 0; i < level.length; i += 2) {
            const total = new Variable(0);
            new Sum(STRONG, level[i], level[i + 1], total).add(planner);
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

function main(rounds, n) {
    const results = [0, 0, 0];
    for (let round = 0; round < rounds; round++) {
        results[0] += chain(n);
        results[1] += projection(n);
        results[2] += sums(1024);
    }
    for (const result of results) {
        console.log(String(result));
    }
}

main(10, 2000);
