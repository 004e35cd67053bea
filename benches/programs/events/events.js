// A simulation of discrete events: customers come to a hall with 60 counters, join
// the shortest of some queues, are served, or go when they have waited too long;
// counters make pauses. Events wait in a binary heap for their time. Prints how
// many events there were, how many customers were served, left and were turned
// away, the time waited in all, the longest heap and a checksum over the events.

const COUNTERS = 60;
const LONGEST_QUEUE = 2;

class Event {
    constructor(time) {
        this.time = time;
        this.number = 0;
    }

    // Whether it comes earlier, or was planned earlier for the same time.
    isBefore(other) {
        if (this.time !== other.time) {
            return this.time < other.time;
        }
        return this.number < other.number;
    }

    happen(hall) {
        throw new Error("an event does not say what happens");
    }
}

class Arrival extends Event {
    happen(hall) {
        hall.arrive(this.time);
        hall.plan(new Arrival(this.time + 1 + hall.random.below(9)));
        return 1;
    }
}

class Departure extends Event {
    constructor(time, counter) {
        super(time);
        this.counter = counter;
    }

    happen(hall) {
        hall.served++;
        this.counter.isBusy = false;
        this.counter.serve(hall, this.time);
        return 2;
    }
}

class Impatience extends Event {
    constructor(time, customer) {
        super(time);
        this.customer = customer;
    }

    happen(hall) {
        if (this.customer.isWaiting) {
            this.customer.isWaiting = false;
            this.customer.counter.length--;
            hall.left++;
        }
        return 3;
    }
}

class Pause extends Event {
    constructor(time, counter) {
        super(time);
        this.counter = counter;
    }

    happen(hall) {
        const end = this.time + 200 + hall.random.below(400);
        this.counter.pausedUntil = end;
        hall.plan(new Reopening(end, this.counter));
        return 4;
    }
}

class Reopening extends Event {
    constructor(time, counter) {
        super(time);
        this.counter = counter;
    }

    happen(hall) {
        this.counter.serve(hall, this.time);
        hall.plan(new Pause(this.time + 2000 + hall.random.below(4000), this.counter));
        return 5;
    }
}

// A binary heap of events, the next one first.
class Agenda {
    constructor() {
        this.events = [];
        this.planned = 0;
        this.longest = 0;
    }

    add(event) {
        event.number = this.planned;
        this.planned++;
        const events = this.events;
        let at = events.length;
        events.push(event);
        if (events.length > this.longest) {
            this.longest = events.length;
        }
        while (at > 0) {
            const parent = Math.floor((at - 1) / 2);
            if (!event.isBefore(events[parent])) {
                break;
            }
            events[at] = events[parent];
            at = parent;
        }
        events[at] = event;
    }

    take() {
        const events = this.events;
        const first = events[0];
        const moved = events.pop();
        const n = events.length;
        if (n > 0) {
            let at = 0;
            let child = 1;
            while (child < n) {
                if (child + 1 < n && events[child + 1].isBefore(events[child])) {
                    child++;
                }
                if (!events[child].isBefore(moved)) {
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
}

class Customer {
    constructor(since, counter) {
        this.since = since;
        this.counter = counter;
        this.isWaiting = true;
        this.next = null;
    }
}

class Counter {
    constructor() {
        this.isBusy = false;
        this.pausedUntil = 0;
        this.length = 0; // customers who still wait; the others stand in the list too
        this.head = null;
        this.tail = null;
    }

    join(customer) {
        if (this.head === null) {
            this.head = customer;
        } else {
            this.tail.next = customer;
        }
        this.tail = customer;
        this.length++;
    }

    // Begins to serve the next customer, if it can and there is one.
    serve(hall, now) {
        if (this.isBusy || now < this.pausedUntil) {
            return;
        }
        while (this.head !== null) {
            const customer = this.head;
            this.head = customer.next;
            if (customer.isWaiting) {
                customer.isWaiting = false;
                this.length--;
                this.isBusy = true;
                hall.waited += now - customer.since;
                hall.plan(new Departure(now + 50 + hall.random.below(550), this));
                return;
            }
        }
    }
}

class Random {
    constructor(seed) {
        this.seed = seed;
    }

    below(limit) {
        this.seed = this.seed * 16807 % 2147483647;
        return this.seed % limit;
    }
}

class Hall {
    constructor(seed) {
        this.random = new Random(seed);
        this.agenda = new Agenda();
        this.counters = Array.from({length: COUNTERS}, () => new Counter());
        this.served = 0;
        this.left = 0;
        this.refused = 0;
        this.waited = 0;
    }

    plan(event) {
        this.agenda.add(event);
    }

    // A customer looks at four counters.
    arrive(now) {
        let best = this.counters[this.random.below(COUNTERS)];
        for (let i = 0; i < 3; i++) {
            const counter = this.counters[this.random.below(COUNTERS)];
            if (counter.length < best.length) {
                best = counter;
            }
        }
        if (best.length >= LONGEST_QUEUE) {
            this.refused++;
            return;
        }
        const customer = new Customer(now, best);
        best.join(customer);
        this.plan(new Impatience(now + 300 + this.random.below(1500), customer));
        best.serve(this, now);
    }

    run(n) {
        this.plan(new Arrival(0));
        for (const counter of this.counters) {
            this.plan(new Pause(this.random.below(4000), counter));
        }
        let check = 0;
        for (let i = 0; i < n; i++) {
            const event = this.agenda.take();
            const kind = event.happen(this);
            check = (check * 31 + event.time % 1000 * 8 + kind) % 1000000007;
        }
        return check;
    }
}

function main(n) {
    const hall = new Hall(3);
    const check = hall.run(n);
    console.log(String(hall.agenda.planned));
    console.log(String(hall.served));
    console.log(String(hall.left));
    console.log(String(hall.refused));
    console.log(String(hall.waited));
    console.log(String(hall.agenda.longest));
    console.log(String(check));
}

main(1000000);
