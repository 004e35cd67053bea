// Discrete events in a binary heap, each with a method that says what happens; see the benchmark of this name.

const COUNTERS = 6;
const LONGEST_QUEUE = 2;

class Event {
    let time;
    let number;

    fn init(time) {
        self.time = time;
        self.number = 0;
    }

    // Whether it comes earlier, or was planned earlier for the same time.
    fn isBefore(other) {
        if (self.time != other.time) {
            return self.time < other.time;
        }
        return self.number < other.number;
    }

    fn happen(hall) {
        throw "an event does not say what happens";
    }
}

class Arrival extends Event {
    fn happen(hall) {
        hall.arrive(self.time);
        hall.plan(Arrival(self.time + 1 + hall.random.below(60)));
        return 1;
    }
}

class Departure extends Event {
    let counter;

    fn init(time, counter) {
        super.init(time);
        self.counter = counter;
    }

    fn happen(hall) {
        hall.served++;
        self.counter.isBusy = false;
        self.counter.serve(hall, self.time);
        return 2;
    }
}

class Impatience extends Event {
    let customer;

    fn init(time, customer) {
        super.init(time);
        self.customer = customer;
    }

    fn happen(hall) {
        if (self.customer.isWaiting) {
            self.customer.isWaiting = false;
            self.customer.counter.length--;
            hall.left++;
        }
        return 3;
    }
}

class Pause extends Event {
    let counter;

    fn init(time, counter) {
        super.init(time);
        self.counter = counter;
    }

    fn happen(hall) {
        let end = self.time + 200 + hall.random.below(400);
        self.counter.pausedUntil = end;
        hall.plan(Reopening(end, self.counter));
        return 4;
    }
}

class Reopening extends Event {
    let counter;

    fn init(time, counter) {
        super.init(time);
        self.counter = counter;
    }

    fn happen(hall) {
        self.counter.serve(hall, self.time);
        hall.plan(Pause(self.time + 2000 + hall.random.below(4000), self.counter));
        return 5;
    }
}

// A binary heap of events, the next one first.
class Agenda {
    let events;
    let planned;
    let longest;

    fn init() {
        self.events = [];
        self.planned = 0;
        self.longest = 0;
    }

    fn add(event) {
        event.number = self.planned;
        self.planned++;
        let events = self.events;
        let at = len(events);
        events.push(event);
        if (len(events) > self.longest) {
            self.longest = len(events);
        }
        while (at > 0) {
            let parent = (at - 1) / 2;
            if (!event.isBefore(events[parent])) {
                break;
            }
            events[at] = events[parent];
            at = parent;
        }
        events[at] = event;
    }

    fn take() {
        let events = self.events;
        let first = events[0];
        let moved = events.pop();
        let n = len(events);
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
    let since;
    let counter;
    let isWaiting;
    let next;

    fn init(since, counter) {
        self.since = since;
        self.counter = counter;
        self.isWaiting = true;
        self.next = null;
    }
}

class Counter {
    let isBusy;
    let pausedUntil;
    let length;
    let head;
    let tail;

    fn init() {
        self.isBusy = false;
        self.pausedUntil = 0;
        self.length = 0; // customers who still wait; the others stand in the list too
        self.head = null;
        self.tail = null;
    }

    fn join(customer) {
        if (self.head == null) {
            self.head = customer;
        } else {
            self.tail.next = customer;
        }
        self.tail = customer;
        self.length++;
    }

    // Begins to serve the next customer, if it can and there is one.
    fn serve(hall, now) {
        if (self.isBusy || now < self.pausedUntil) {
            return;
        }
        while (self.head != null) {
            let customer = self.head;
            self.head = customer.next;
            if (customer.isWaiting) {
                customer.isWaiting = false;
                self.length--;
                self.isBusy = true;
                hall.waited += now - customer.since;
                hall.plan(Departure(now + 50 + hall.random.below(550), self));
                return;
            }
        }
    }
}

class Random {
    let seed;

    fn init(seed) {
        self.seed = seed;
    }

    fn below(limit) {
        self.seed = self.seed * 16807 % 2147483647;
        return self.seed % limit;
    }
}

class Hall {
    let random;
    let agenda;
    let counters;
    let served;
    let left;
    let refused;
    let waited;

    fn init(seed) {
        self.random = Random(seed);
        self.agenda = Agenda();
        self.counters = [Counter() for i in 0..COUNTERS];
        self.served = 0;
        self.left = 0;
        self.refused = 0;
        self.waited = 0;
    }

    fn plan(event) {
        self.agenda.add(event);
    }

    // A customer looks at four counters.
    fn arrive(now) {
        let best = self.counters[self.random.below(COUNTERS)];
        for (let i = 0; i < 3; i++) {
            let counter = self.counters[self.random.below(COUNTERS)];
            if (counter.length < best.length) {
                best = counter;
            }
        }
        if (best.length >= LONGEST_QUEUE) {
            self.refused++;
            return;
        }
        let customer = Customer(now, best);
        best.join(customer);
        self.plan(Impatience(now + 300 + self.random.below(1500), customer));
        best.serve(self, now);
    }

    fn run(n) {
        self.plan(Arrival(0));
        for (counter in self.counters) {
            self.plan(Pause(self.random.below(4000), counter));
        }
        let check = 0;
        for (let i = 0; i < n; i++) {
            let event = self.agenda.take();
            let kind = event.happen(self);
            check = (check * 31 + event.time % 1000 * 8 + kind) % 1000000007;
        }
        return check;
    }
}

fn main(n) {
    let hall = Hall(3);
    let check = hall.run(n);
    puts(hall.agenda.planned);
    puts(hall.served);
    puts(hall.left);
    puts(hall.refused);
    puts(hall.waited);
    puts(hall.agenda.longest);
    puts(check);
}

main(300)
// expect: 333
// expect: 63
// expect: 15
// expect: 57
// expect: 27758
// expect: 41
// expect: 874549676
