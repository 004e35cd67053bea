// An incremental solver of one-way constraints: variables, constraints of different
// strengths that keep relations between them, and a planner that, when a
// constraint comes or goes, changes only what depends on it. Runs a long chain
// of equalities, many projections (scale and offset) and a tree of sums, changes
// variables and follows the plans. Prints a sum of the results of each.

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REQUIRED, STRONG, PREFERRED, NORMAL, WEAKEST };

typedef enum { NONE, FORWARD, BACKWARD } Direction;

typedef struct Constraint Constraint;

typedef struct {
    Constraint **items;
    size_t count, capacity;
} Constraints;

typedef struct {
    int64_t value;
    Constraints constraints;
    Constraint *source; // the constraint that determines it
    int strength;       // that of the weakest constraint it depends on
    bool stays;         // its value is known now
    int64_t mark;
} Variable;

// What the kinds of constraints do each in their way.
typedef struct {
    size_t variables;
    bool is_input;
    void (*choose)(Constraint *self, int64_t mark);
    Variable *(*output)(const Constraint *self);
    size_t (*inputs)(const Constraint *self, Variable **inputs);
    void (*execute)(Constraint *self);
} Class;

// Variables: of a stay or an edit one, else left, right, and scale and offset or total.
struct Constraint {
    const Class *class;
    int strength;
    Direction direction; // FORWARD if satisfied, where there is no other
    Variable *variables[4];
};

typedef struct {
    int64_t mark;
} Planner;

// Constraints and variables live in one arena until the end of a test.
#define BLOCK ((size_t)1 << 16)

typedef struct Block {
    struct Block *before;
    size_t used;
    char bytes[BLOCK];
} Block;

static Block *arena = NULL;

static void *allocate(size_t size) {
    if (arena == NULL || arena->used + size > BLOCK) {
        Block *block = malloc(sizeof *block);
        block->before = arena;
        block->used = 0;
        arena = block;
    }
    void *found = arena->bytes + arena->used;
    arena->used += (size + 7) & ~(size_t)7;
    return found;
}

static void release_arena(void) {
    while (arena != NULL) {
        Block *before = arena->before;
        free(arena);
        arena = before;
    }
}

static void fail(const char *message) {
    fprintf(stderr, "%s\n", message);
    exit(1);
}

static void push(Constraints *list, Constraint *constraint) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 4 : list->capacity * 2;
        list->items = realloc(list->items, list->capacity * sizeof *list->items);
    }
    list->items[list->count++] = constraint;
}

static void take_out(Constraints *list, const Constraint *constraint) {
    size_t at = 0;
    while (list->items[at] != constraint) {
        at++;
    }
    list->count--;
    memmove(list->items + at, list->items + at + 1, (list->count - at) * sizeof *list->items);
}

static Variable *new_variable(int64_t value) {
    Variable *variable = allocate(sizeof *variable);
    *variable = (Variable){value, {NULL, 0, 0}, NULL, WEAKEST, true, 0};
    return variable;
}

// Stay and edit.

static void choose_unary(Constraint *self, int64_t mark) {
    const Variable *variable = self->variables[0];
    self->direction = variable->mark != mark && self->strength < variable->strength ? FORWARD : NONE;
}

static Variable *output_unary(const Constraint *self) {
    return self->variables[0];
}

static size_t inputs_unary(const Constraint *self, Variable **inputs) {
    (void)self;
    (void)inputs;
    return 0;
}

static void execute_unary(Constraint *self) {
    (void)self;
}

static const Class STAY = {1, false, choose_unary, output_unary, inputs_unary, execute_unary};
static const Class EDIT = {1, true, choose_unary, output_unary, inputs_unary, execute_unary};

// Equal: left = right.

// Determines the weaker side, or the only one that is not marked yet.
static void choose_equal(Constraint *self, int64_t mark) {
    const Variable *left = self->variables[0];
    const Variable *right = self->variables[1];
    self->direction = NONE;
    if (right->mark != mark && (left->mark == mark || right->strength >= left->strength)) {
        if (self->strength < right->strength) {
            self->direction = FORWARD;
        }
    } else if (left->mark != mark && self->strength < left->strength) {
        self->direction = BACKWARD;
    }
}

static Variable *output_equal(const Constraint *self) {
    return self->variables[self->direction == FORWARD ? 1 : 0];
}

static size_t inputs_equal(const Constraint *self, Variable **inputs) {
    inputs[0] = self->variables[self->direction == FORWARD ? 0 : 1];
    return 1;
}

static void execute_equal(Constraint *self) {
    Variable **v = self->variables;
    if (self->direction == FORWARD) {
        v[1]->value = v[0]->value;
    } else {
        v[0]->value = v[1]->value;
    }
}

static const Class EQUAL = {2, false, choose_equal, output_equal, inputs_equal, execute_equal};

// Scale: right = left * scale + offset.

static size_t inputs_scale(const Constraint *self, Variable **inputs) {
    inputs[0] = self->variables[self->direction == FORWARD ? 0 : 1];
    inputs[1] = self->variables[2];
    inputs[2] = self->variables[3];
    return 3;
}

static void execute_scale(Constraint *self) {
    Variable **v = self->variables;
    if (self->direction == FORWARD) {
        v[1]->value = v[0]->value * v[2]->value + v[3]->value;
    } else {
        v[0]->value = (v[1]->value - v[3]->value) / v[2]->value;
    }
}

static const Class SCALE = {4, false, choose_equal, output_equal, inputs_scale, execute_scale};

// Sum: total = left + right, never the other way round.

static void choose_sum(Constraint *self, int64_t mark) {
    const Variable *total = self->variables[2];
    self->direction = total->mark != mark && self->strength < total->strength ? FORWARD : NONE;
}

static Variable *output_sum(const Constraint *self) {
    return self->variables[2];
}

static size_t inputs_sum(const Constraint *self, Variable **inputs) {
    inputs[0] = self->variables[0];
    inputs[1] = self->variables[1];
    return 2;
}

static void execute_sum(Constraint *self) {
    Variable **v = self->variables;
    v[2]->value = v[0]->value + v[1]->value;
}

static const Class SUM = {3, false, choose_sum, output_sum, inputs_sum, execute_sum};

// What all constraints have in common.

static bool inputs_are_known(const Constraint *self, int64_t mark) {
    Variable *inputs[3];
    size_t n = self->class->inputs(self, inputs);
    for (size_t i = 0; i < n; i++) {
        if (inputs[i]->mark != mark && !inputs[i]->stays && inputs[i]->source != NULL) {
            return false;
        }
    }
    return true;
}

// Works out how weak and how lasting the output is, and its value if that lasts.
static void recalculate(Constraint *self) {
    Variable *output = self->class->output(self);
    int weakest = self->strength;
    bool stays = !self->class->is_input;
    Variable *inputs[3];
    size_t n = self->class->inputs(self, inputs);
    for (size_t i = 0; i < n; i++) {
        if (inputs[i]->strength > weakest) {
            weakest = inputs[i]->strength;
        }
        stays = stays && inputs[i]->stays;
    }
    output->strength = weakest;
    output->stays = stays;
    if (stays) {
        self->class->execute(self);
    }
}

static void detach(Constraint *self) {
    for (size_t i = 0; i < self->class->variables; i++) {
        take_out(&self->variables[i]->constraints, self);
    }
    self->direction = NONE;
}

static void collect_users(const Variable *variable, Constraints *list) {
    for (size_t i = 0; i < variable->constraints.count; i++) {
        Constraint *constraint = variable->constraints.items[i];
        if (constraint != variable->source && constraint->direction != NONE) {
            push(list, constraint);
        }
    }
}

static void planner_remove(Planner *planner, Constraint *constraint);

// Recalculates what depends on a constraint; false if that is itself.
static bool propagate(Planner *planner, Constraint *constraint, int64_t mark) {
    Constraints todo = {NULL, 0, 0};
    push(&todo, constraint);
    bool possible = true;
    while (todo.count > 0) {
        Constraint *next = todo.items[--todo.count];
        Variable *output = next->class->output(next);
        if (output->mark == mark) {
            planner_remove(planner, constraint);
            possible = false;
            break;
        }
        recalculate(next);
        collect_users(output, &todo);
    }
    free(todo.items);
    return possible;
}

// Tries to determine its output; answers the constraint that did so before.
static Constraint *satisfy(Constraint *self, int64_t mark, Planner *planner) {
    self->class->choose(self, mark);
    if (self->direction == NONE) {
        if (self->strength == REQUIRED) {
            fail("a required constraint cannot be satisfied");
        }
        return NULL;
    }
    Variable *inputs[3];
    size_t n = self->class->inputs(self, inputs);
    for (size_t i = 0; i < n; i++) {
        inputs[i]->mark = mark;
    }
    Variable *output = self->class->output(self);
    Constraint *before = output->source;
    if (before != NULL) {
        before->direction = NONE;
    }
    output->source = self;
    if (!propagate(planner, self, mark)) {
        fail("the constraints depend on each other");
    }
    output->mark = mark;
    return before;
}

static void planner_add(Planner *planner, Constraint *constraint) {
    int64_t mark = ++planner->mark;
    Constraint *next = constraint;
    while (next != NULL) {
        next = satisfy(next, mark, planner);
    }
}

// Recalculates what depended on a variable that nothing determines any more;
// answers the constraints that may get their chance now.
static Constraints retract(Variable *variable) {
    variable->source = NULL;
    variable->strength = WEAKEST;
    variable->stays = true;
    Constraints unsatisfied = {NULL, 0, 0};
    size_t count = 0;
    size_t capacity = 16;
    Variable **todo = malloc(capacity * sizeof *todo);
    todo[count++] = variable;
    while (count > 0) {
        Variable *next = todo[--count];
        for (size_t i = 0; i < next->constraints.count; i++) {
            Constraint *constraint = next->constraints.items[i];
            if (constraint->direction == NONE) {
                push(&unsatisfied, constraint);
            } else if (constraint != next->source) {
                recalculate(constraint);
                if (count == capacity) {
                    capacity *= 2;
                    todo = realloc(todo, capacity * sizeof *todo);
                }
                todo[count++] = constraint->class->output(constraint);
            }
        }
    }
    free(todo);
    return unsatisfied;
}

static void planner_remove(Planner *planner, Constraint *constraint) {
    if (constraint->direction == NONE) {
        detach(constraint);
        return;
    }
    Variable *output = constraint->class->output(constraint);
    detach(constraint);
    Constraints unsatisfied = retract(output);
    for (int strength = REQUIRED; strength < WEAKEST; strength++) {
        for (size_t i = 0; i < unsatisfied.count; i++) {
            if (unsatisfied.items[i]->strength == strength) {
                planner_add(planner, unsatisfied.items[i]);
            }
        }
    }
    free(unsatisfied.items);
}

// The constraints to execute, in order, when the inputs have new values.
static Constraints make_plan(Planner *planner, Constraint *input) {
    int64_t mark = ++planner->mark;
    Constraints plan = {NULL, 0, 0};
    Constraints todo = {NULL, 0, 0};
    push(&todo, input);
    while (todo.count > 0) {
        Constraint *next = todo.items[--todo.count];
        Variable *output = next->class->output(next);
        if (output->mark != mark && inputs_are_known(next, mark)) {
            push(&plan, next);
            output->mark = mark;
            collect_users(output, &todo);
        }
    }
    free(todo.items);
    return plan;
}

// Makes a constraint, attaches it to its variables and solves again.
static Constraint *add(Planner *planner, const Class *class, int strength, Variable *variables[]) {
    Constraint *constraint = allocate(sizeof *constraint);
    *constraint = (Constraint){.class = class, .strength = strength, .direction = NONE};
    for (size_t i = 0; i < class->variables; i++) {
        constraint->variables[i] = variables[i];
        push(&variables[i]->constraints, constraint);
    }
    planner_add(planner, constraint);
    return constraint;
}

// Gives a variable a value, as someone who edits it would.
static void change(Planner *planner, Variable *variable, int64_t value) {
    Constraint *edit = add(planner, &EDIT, PREFERRED, &variable);
    Constraints plan = make_plan(planner, edit);
    for (int64_t i = 1; i <= 10; i++) {
        variable->value = value - 10 + i;
        for (size_t j = 0; j < plan.count; j++) {
            plan.items[j]->class->execute(plan.items[j]);
        }
    }
    free(plan.items);
    planner_remove(planner, edit);
}

static void release_variables(Variable **variables, size_t n) {
    for (size_t i = 0; i < n; i++) {
        free(variables[i]->constraints.items);
    }
    free(variables);
}

// A chain of n equalities; the ends are changed by turns.
static int64_t chain(size_t n) {
    Planner planner = {0};
    Variable **variables = malloc((n + 1) * sizeof *variables);
    for (size_t i = 0; i <= n; i++) {
        variables[i] = new_variable(0);
    }
    for (size_t i = 0; i < n; i++) {
        add(&planner, &EQUAL, REQUIRED, &variables[i]);
    }
    add(&planner, &STAY, NORMAL, &variables[n]);
    int64_t sum = 0;
    for (int64_t round = 0; round < 5; round++) {
        change(&planner, variables[0], round * 100 + 50);
        sum += variables[n]->value;
        change(&planner, variables[n], round * 100 + 70);
        sum += variables[0]->value;
    }
    release_variables(variables, n + 1);
    release_arena();
    return sum;
}

// n projections of one variable each, which share the scale and the offset.
static int64_t projection(size_t n) {
    Planner planner = {0};
    Variable *scale = new_variable(10);
    Variable *offset = new_variable(1000);
    Variable **points = malloc(n * sizeof *points);
    Variable **images = malloc(n * sizeof *images);
    for (size_t i = 0; i < n; i++) {
        points[i] = new_variable((int64_t)i);
        images[i] = new_variable((int64_t)i);
        add(&planner, &STAY, NORMAL, &points[i]);
        add(&planner, &SCALE, REQUIRED, (Variable *[]){points[i], images[i], scale, offset});
    }
    change(&planner, points[n - 1], 17);
    int64_t sum = images[n - 1]->value;
    change(&planner, images[n - 1], 1050);
    sum += points[n - 1]->value;
    change(&planner, scale, 15);
    for (size_t i = 0; i < n; i++) {
        sum += images[i]->value;
    }
    change(&planner, offset, 2000);
    for (size_t i = 0; i < n; i++) {
        sum += images[i]->value;
    }
    free(scale->constraints.items);
    free(offset->constraints.items);
    release_variables(points, n);
    release_variables(images, n);
    release_arena();
    return sum;
}

// A tree of sums over n leaves (a power of two), some of which are changed.
static int64_t sums(size_t n) {
    Planner planner = {0};
    // The leaves, then each level above, then the root.
    Variable **variables = malloc((2 * n - 1) * sizeof *variables);
    for (size_t i = 0; i < n; i++) {
        variables[i] = new_variable((int64_t)i);
    }
    for (size_t i = 0; i < n; i++) {
        add(&planner, &STAY, NORMAL, &variables[i]);
    }
    size_t count = n;
    for (size_t i = 0; i < 2 * n - 2; i += 2) {
        Variable *total = new_variable(0);
        add(&planner, &SUM, STRONG, (Variable *[]){variables[i], variables[i + 1], total});
        variables[count++] = total;
    }
    int64_t sum = 0;
    for (size_t i = 0; i < n; i += 3) {
        change(&planner, variables[i], (int64_t)i + 100);
        sum += variables[count - 1]->value;
    }
    release_variables(variables, count);
    release_arena();
    return sum;
}

int main(void) {
    int64_t results[3] = {0, 0, 0};
    for (int round = 0; round < 10; round++) {
        results[0] += chain(2000);
        results[1] += projection(2000);
        results[2] += sums(1024);
    }
    for (int i = 0; i < 3; i++) {
        printf("%" PRId64 "\n", results[i]);
    }
    return 0;
}
