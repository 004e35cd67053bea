// A small operating system: four kinds of tasks send packets to each other, and a
// kernel runs the task of the highest priority that is ready. Workers fill packets
// with letters, handlers send each letter of them to a device and give the packet
// back, devices answer when they are interrupted, and the idle task interrupts one
// of them each time that nothing else is to do. Prints how often tasks ran, how
// many packets were sent, what the devices got and a checksum.

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define LEVELS 4
#define LETTERS 8
#define DEVICES 3
#define WORKERS 2
#define REQUESTS 4
#define PACKETS 3

typedef enum { READY, BLOCKED, DONE } State;
typedef enum { WORK, REQUEST } Kind;

typedef struct Task Task;
typedef struct Kernel Kernel;

typedef struct Packet {
    struct Packet *next;
    Task *sender;
    Kind kind;
    int64_t value, used, letters[LETTERS];
} Packet;

// First in, first out; links packets by their `next`.
typedef struct {
    Packet *head, *tail;
} Packets;

struct Task {
    Task *next;
    State (*run)(Task *self, Kernel *kernel); // does one piece of work; the state then
    int level;
    State state;
    Packets inbox;
};

typedef struct {
    Task *head, *tail;
} Tasks;

struct Kernel {
    Tasks ready[LEVELS];
    int64_t runs[LEVELS], sent, check;
};

// The kinds of tasks: each begins with the Task that it is.
typedef struct {
    Task task;
    Packets waiting;
    bool interrupted;
    int64_t served;
} Device;

typedef struct {
    Task task;
    Device *device;
    Packets work, requests;
} Handler;

typedef struct {
    Task task;
    Handler **handlers;
    int64_t turn, letter;
} Worker;

typedef struct {
    Task task;
    int64_t ticks, noise;
    Device **devices;
} Idle;

static void put_packet(Packets *queue, Packet *packet) {
    packet->next = NULL;
    if (queue->head == NULL) {
        queue->head = packet;
    } else {
        queue->tail->next = packet;
    }
    queue->tail = packet;
}

static Packet *take_packet(Packets *queue) {
    Packet *packet = queue->head;
    if (packet != NULL) {
        queue->head = packet->next;
        packet->next = NULL;
    }
    return packet;
}

static void put_task(Tasks *queue, Task *task) {
    task->next = NULL;
    if (queue->head == NULL) {
        queue->head = task;
    } else {
        queue->tail->next = task;
    }
    queue->tail = task;
}

static Task *take_task(Tasks *queue) {
    Task *task = queue->head;
    if (task != NULL) {
        queue->head = task->next;
        task->next = NULL;
    }
    return task;
}

static void wake(Kernel *kernel, Task *task) {
    if (task->state == BLOCKED) {
        task->state = READY;
        put_task(&kernel->ready[task->level], task);
    }
}

static void send(Kernel *kernel, Packet *packet, Task *task) {
    kernel->sent++;
    put_packet(&task->inbox, packet);
    wake(kernel, task);
}

static void interrupt(Device *device, Kernel *kernel) {
    device->interrupted = true;
    wake(kernel, &device->task);
}

static State run_idle(Task *task, Kernel *kernel) {
    Idle *self = (Idle *)task;
    if (self->ticks == 0) {
        return DONE;
    }
    self->ticks--;
    self->noise = self->noise * 16807 % 2147483647;
    interrupt(self->devices[self->noise % DEVICES], kernel);
    return READY;
}

static State run_worker(Task *task, Kernel *kernel) {
    Worker *self = (Worker *)task;
    Packet *packet = take_packet(&task->inbox);
    if (packet == NULL) {
        return BLOCKED;
    }
    kernel->check = (kernel->check * 31 + packet->value) % 1000003;
    for (int i = 0; i < LETTERS; i++) {
        packet->letters[i] = 65 + self->letter;
        self->letter = (self->letter + 1) % 26;
    }
    packet->used = 0;
    packet->value = 0;
    send(kernel, packet, &self->handlers[self->turn]->task);
    self->turn = (self->turn + 1) % DEVICES;
    return BLOCKED;
}

static State run_handler(Task *task, Kernel *kernel) {
    Handler *self = (Handler *)task;
    Packet *packet = take_packet(&task->inbox);
    if (packet != NULL) {
        put_packet(packet->kind == WORK ? &self->work : &self->requests, packet);
    }
    Packet *work = self->work.head;
    if (work == NULL) {
        return BLOCKED;
    }
    if (work->used == LETTERS) {
        take_packet(&self->work);
        send(kernel, work, work->sender);
        return READY;
    }
    Packet *request = take_packet(&self->requests);
    if (request == NULL) {
        return BLOCKED;
    }
    request->value = work->letters[work->used];
    work->value = work->value + request->value * (work->used + 1);
    work->used++;
    send(kernel, request, &self->device->task);
    return READY;
}

static State run_device(Task *task, Kernel *kernel) {
    Device *self = (Device *)task;
    Packet *packet = take_packet(&task->inbox);
    if (packet != NULL) {
        put_packet(&self->waiting, packet);
        return READY;
    }
    if (self->interrupted) {
        self->interrupted = false;
        Packet *request = take_packet(&self->waiting);
        if (request != NULL) {
            self->served += request->value - 64;
            send(kernel, request, request->sender);
        }
    }
    return BLOCKED;
}

// The ready task of the highest priority, or NULL.
static Task *choose(Kernel *kernel) {
    for (int level = 0; level < LEVELS; level++) {
        if (kernel->ready[level].head != NULL) {
            return take_task(&kernel->ready[level]);
        }
    }
    return NULL;
}

static void run_kernel(Kernel *kernel) {
    Task *task = choose(kernel);
    while (task != NULL) {
        kernel->runs[task->level]++;
        task->state = task->run(task, kernel);
        if (task->state == BLOCKED && task->inbox.head != NULL) {
            task->state = READY;
        }
        if (task->state == READY) {
            put_task(&kernel->ready[task->level], task);
        }
        task = choose(kernel);
    }
}

static Packet *new_packet(Task *sender, Kind kind) {
    Packet *packet = calloc(1, sizeof *packet);
    packet->sender = sender;
    packet->kind = kind;
    return packet;
}

static void *new_task(size_t size, int level, State (*run)(Task *, Kernel *)) {
    Task *task = calloc(1, size);
    task->run = run;
    task->level = level;
    task->state = BLOCKED;
    return task;
}

static void free_packets(Packets *queue) {
    for (Packet *packet = take_packet(queue); packet != NULL; packet = take_packet(queue)) {
        free(packet);
    }
}

int main(void) {
    Kernel *kernel = calloc(1, sizeof *kernel);
    Device *devices[DEVICES];
    Handler *handlers[DEVICES];
    Worker *workers[WORKERS];
    for (int i = 0; i < DEVICES; i++) {
        devices[i] = new_task(sizeof(Device), 0, run_device);
        handlers[i] = new_task(sizeof(Handler), 1, run_handler);
        handlers[i]->device = devices[i];
        for (int j = 0; j < REQUESTS; j++) {
            put_packet(&handlers[i]->requests, new_packet(&handlers[i]->task, REQUEST));
        }
    }
    for (int i = 0; i < WORKERS; i++) {
        workers[i] = new_task(sizeof(Worker), 2, run_worker);
        workers[i]->handlers = handlers;
    }
    for (int i = 0; i < WORKERS; i++) {
        for (int j = 0; j < PACKETS; j++) {
            send(kernel, new_packet(&workers[i]->task, WORK), &workers[i]->task);
        }
    }
    Idle *idle = new_task(sizeof(Idle), 3, run_idle);
    idle->ticks = 1000000;
    idle->noise = 1;
    idle->devices = devices;
    wake(kernel, &idle->task);
    run_kernel(kernel);

    for (int level = 0; level < LEVELS; level++) {
        printf("%" PRId64 "\n", kernel->runs[level]);
    }
    printf("%" PRId64 "\n", kernel->sent);
    for (int i = 0; i < DEVICES; i++) {
        printf("%" PRId64 "\n", devices[i]->served);
    }
    printf("%" PRId64 "\n", kernel->check);

    for (int i = 0; i < DEVICES; i++) {
        free_packets(&handlers[i]->work);
        free_packets(&handlers[i]->requests);
        free_packets(&devices[i]->waiting);
        free(handlers[i]);
        free(devices[i]);
    }
    for (int i = 0; i < WORKERS; i++) {
        free_packets(&workers[i]->task.inbox);
        free(workers[i]);
    }
    free(idle);
    free(kernel);
    return 0;
}
