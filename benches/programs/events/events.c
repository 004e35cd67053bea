// A simulation of discrete events: customers come to a hall with 60 counters, join
// the shortest of some queues, are served, or go when they have waited too long;
// counters make pauses. Events wait in a binary heap for their time. Prints how
// many events there were, how many customers were served, left and were turned
// away, the time waited in all, the longest heap and a checksum over the events.

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNTERS 60
#define LONGEST_QUEUE 2

typedef struct Hall Hall;
typedef struct Customer Customer;

typedef struct {
    bool is_busy;
    int64_t paused_until, length; // customers who still wait; the others stand in the list too
    Customer *head, *tail;
} Counter;

// Freed when it has left the list of its counter and its event has happened.
struct Customer {
    int64_t since;
    Counter *counter;
    bool is_waiting, is_in_list, has_event;
    Customer *next;
};

typedef struct Event {
    int64_t (*happen)(struct Event *self, Hall *hall); // answers its kind
    int64_t time, number;
    union {
        Counter *counter;
        Customer *customer;
    };
} Event;

// A binary heap of events, the next one first.
typedef struct {
    Event **events;
    size_t count, capacity;
    int64_t planned, longest;
} Agenda;

struct Hall {
    int64_t seed;
    Agenda agenda;
    Counter counters[COUNTERS];
    int64_t served, left, refused, waited;
};

static int64_t below(Hall *hall, int64_t limit) {
    hall->seed = hall->seed * 16807 % 2147483647;
    return hall->seed % limit;
}

// Whether it comes earlier, or was planned earlier for the same time.
static bool is_before(const Event *a, const Event *b) {
    if (a->time != b->time) {
        return a->time < b->time;
    }
    return a->number < b->number;
}

static void add(Agenda *agenda, Event *event) {
    event->number = agenda->planned++;
    if (agenda->count == agenda->capacity) {
        agenda->capacity = agenda->capacity == 0 ? 64 : agenda->capacity * 2;
        agenda->events = realloc(agenda->events, agenda->capacity * sizeof *agenda->events);
    }
    size_t at = agenda->count++;
    if ((int64_t)agenda->count > agenda->longest) {
        agenda->longest = (int64_t)agenda->count;
    }
    while (at > 0) {
        size_t parent = (at - 1) / 2;
        if (!is_before(event, agenda->events[parent])) {
            break;
        }
        agenda->events[at] = agenda->events[parent];
        at = parent;
    }
    agenda->events[at] = event;
}

static Event *take(Agenda *agenda) {
    Event **events = agenda->events;
    Event *first = events[0];
    Event *moved = events[--agenda->count];
    size_t n = agenda->count;
    if (n > 0) {
        size_t at = 0;
        size_t child = 1;
        while (child < n) {
            if (child + 1 < n && is_before(events[child + 1], events[child])) {
                child++;
            }
            if (!is_before(events[child], moved)) {
                break;
            }
            events[at] = events[child];
            at = child;
            child = 2 * at + 1;
        }
        events[at] = moved;
    }
    return first;
}

// Plans an event; the caller says whom it is about.
static Event *plan(Hall *hall, int64_t (*happen)(Event *, Hall *), int64_t time) {
    Event *event = malloc(sizeof *event);
    event->happen = happen;
    event->time = time;
    add(&hall->agenda, event);
    return event;
}

static void release_if_gone(Customer *customer) {
    if (!customer->is_in_list && !customer->has_event) {
        free(customer);
    }
}

static int64_t happen_departure(Event *self, Hall *hall);
static int64_t happen_reopening(Event *self, Hall *hall);

static void join(Counter *counter, Customer *customer) {
    if (counter->head == NULL) {
        counter->head = customer;
    } else {
        counter->tail->next = customer;
    }
    counter->tail = customer;
    counter->length++;
}

// Begins to serve the next customer, if it can and there is one.
static void serve(Counter *counter, Hall *hall, int64_t now) {
    if (counter->is_busy || now < counter->paused_until) {
        return;
    }
    while (counter->head != NULL) {
        Customer *customer = counter->head;
        counter->head = customer->next;
        bool is_waiting = customer->is_waiting;
        int64_t since = customer->since;
        customer->is_waiting = false;
        customer->is_in_list = false;
        release_if_gone(customer);
        if (is_waiting) {
            counter->length--;
            counter->is_busy = true;
            hall->waited += now - since;
            plan(hall, happen_departure, now + 50 + below(hall, 550))->counter = counter;
            return;
        }
    }
}

static int64_t happen_departure(Event *self, Hall *hall) {
    hall->served++;
    self->counter->is_busy = false;
    serve(self->counter, hall, self->time);
    return 2;
}

static int64_t happen_impatience(Event *self, Hall *hall) {
    Customer *customer = self->customer;
    if (customer->is_waiting) {
        customer->is_waiting = false;
        customer->counter->length--;
        hall->left++;
    }
    customer->has_event = false;
    release_if_gone(customer);
    return 3;
}

static int64_t happen_pause(Event *self, Hall *hall) {
    int64_t end = self->time + 200 + below(hall, 400);
    self->counter->paused_until = end;
    plan(hall, happen_reopening, end)->counter = self->counter;
    return 4;
}

static int64_t happen_reopening(Event *self, Hall *hall) {
    serve(self->counter, hall, self->time);
    plan(hall, happen_pause, self->time + 2000 + below(hall, 4000))->counter = self->counter;
    return 5;
}

// A customer looks at four counters.
static void arrive(Hall *hall, int64_t now) {
    Counter *best = &hall->counters[below(hall, COUNTERS)];
    for (int i = 0; i < 3; i++) {
        Counter *counter = &hall->counters[below(hall, COUNTERS)];
        if (counter->length < best->length) {
            best = counter;
        }
    }
    if (best->length >= LONGEST_QUEUE) {
        hall->refused++;
        return;
    }
    Customer *customer = malloc(sizeof *customer);
    *customer = (Customer){now, best, true, true, true, NULL};
    join(best, customer);
    plan(hall, happen_impatience, now + 300 + below(hall, 1500))->customer = customer;
    serve(best, hall, now);
}

static int64_t happen_arrival(Event *self, Hall *hall) {
    arrive(hall, self->time);
    plan(hall, happen_arrival, self->time + 1 + below(hall, 9));
    return 1;
}

static int64_t run(Hall *hall, int64_t n) {
    plan(hall, happen_arrival, 0);
    for (int i = 0; i < COUNTERS; i++) {
        plan(hall, happen_pause, below(hall, 4000))->counter = &hall->counters[i];
    }
    int64_t check = 0;
    for (int64_t i = 0; i < n; i++) {
        Event *event = take(&hall->agenda);
        int64_t kind = event->happen(event, hall);
        check = (check * 31 + event->time % 1000 * 8 + kind) % 1000000007;
        free(event);
    }
    return check;
}

int main(void) {
    Hall *hall = calloc(1, sizeof *hall);
    hall->seed = 3;
    int64_t check = run(hall, 1000000);
    printf("%" PRId64 "\n", hall->agenda.planned);
    printf("%" PRId64 "\n", hall->served);
    printf("%" PRId64 "\n", hall->left);
    printf("%" PRId64 "\n", hall->refused);
    printf("%" PRId64 "\n", hall->waited);
    printf("%" PRId64 "\n", hall->agenda.longest);
    printf("%" PRId64 "\n", check);

    for (size_t i = 0; i < hall->agenda.count; i++) {
        Event *event = hall->agenda.events[i];
        if (event->happen == happen_impatience) {
            event->customer->has_event = false;
            release_if_gone(event->customer);
        }
        free(event);
    }
    for (int i = 0; i < COUNTERS; i++) {
        Customer *customer = hall->counters[i].head;
        while (customer != NULL) {
            Customer *next = customer->next;
            free(customer);
            customer = next;
        }
    }
    free(hall->agenda.events);
    free(hall);
    return 0;
}
