// Tasks of several classes with a virtual method send packets to each other; see the benchmark of this name.

const LEVELS = 4;
const LETTERS = 8;

const READY = 0;
const BLOCKED = 1;
const DONE = 2;

const WORK = 0;
const REQUEST = 1;

class Packet {
    let next;
    let sender;
    let kind;
    let value;
    let used;
    let letters;

    fn init(sender, kind) {
        self.next = null;
        self.sender = sender;
        self.kind = kind;
        self.value = 0;
        self.used = 0;
        self.letters = array(LETTERS, 0);
    }
}

// First in, first out; links packets or tasks by their `next`.
class Queue {
    let head;
    let tail;

    fn init() {
        self.head = null;
        self.tail = null;
    }

    fn isEmpty() {
        return self.head == null;
    }

    fn put(item) {
        item.next = null;
        if (self.head == null) {
            self.head = item;
        } else {
            self.tail.next = item;
        }
        self.tail = item;
    }

    fn take() {
        let item = self.head;
        if (item != null) {
            self.head = item.next;
            item.next = null;
        }
        return item;
    }
}

class Task {
    let next;
    let level;
    let state;
    let inbox;

    fn init(level) {
        self.next = null;
        self.level = level;
        self.state = BLOCKED;
        self.inbox = Queue();
    }

    // Does one piece of work and answers the state that the task is in then.
    fn run(kernel) {
        throw "a task does not say how it runs";
    }
}

class Idle extends Task {
    let ticks;
    let noise;
    let devices;

    fn init(ticks, devices) {
        super.init(3);
        self.ticks = ticks;
        self.noise = 1;
        self.devices = devices;
    }

    fn run(kernel) {
        if (self.ticks == 0) {
            return DONE;
        }
        self.ticks--;
        self.noise = self.noise * 16807 % 2147483647;
        let device = self.devices[self.noise % len(self.devices)];
        device.interrupt(kernel);
        return READY;
    }
}

class Worker extends Task {
    let handlers;
    let turn;
    let letter;

    fn init(handlers) {
        super.init(2);
        self.handlers = handlers;
        self.turn = 0;
        self.letter = 0;
    }

    fn run(kernel) {
        let packet = self.inbox.take();
        if (packet == null) {
            return BLOCKED;
        }
        kernel.check = (kernel.check * 31 + packet.value) % 1000003;
        let letters = packet.letters;
        for (let i = 0; i < LETTERS; i++) {
            letters[i] = 65 + self.letter;
            self.letter = (self.letter + 1) % 26;
        }
        packet.used = 0;
        packet.value = 0;
        kernel.send(packet, self.handlers[self.turn]);
        self.turn = (self.turn + 1) % len(self.handlers);
        return BLOCKED;
    }
}

class Handler extends Task {
    let device;
    let work;
    let requests;

    fn init(device, requests) {
        super.init(1);
        self.device = device;
        self.work = Queue();
        self.requests = Queue();
        for (let i = 0; i < requests; i++) {
            self.requests.put(Packet(self, REQUEST));
        }
    }

    fn run(kernel) {
        let packet = self.inbox.take();
        if (packet != null) {
            if (packet.kind == WORK) {
                self.work.put(packet);
            } else {
                self.requests.put(packet);
            }
        }
        let work = self.work.head;
        if (work == null) {
            return BLOCKED;
        }
        if (work.used == LETTERS) {
            self.work.take();
            kernel.send(work, work.sender);
            return READY;
        }
        let request = self.requests.take();
        if (request == null) {
            return BLOCKED;
        }
        request.value = work.letters[work.used];
        work.value = work.value + request.value * (work.used + 1);
        work.used++;
        kernel.send(request, self.device);
        return READY;
    }
}

class Device extends Task {
    let waiting;
    let interrupted;
    let served;

    fn init() {
        super.init(0);
        self.waiting = Queue();
        self.interrupted = false;
        self.served = 0;
    }

    fn interrupt(kernel) {
        self.interrupted = true;
        kernel.wake(self);
    }

    fn run(kernel) {
        let packet = self.inbox.take();
        if (packet != null) {
            self.waiting.put(packet);
            return READY;
        }
        if (self.interrupted) {
            self.interrupted = false;
            let request = self.waiting.take();
            if (request != null) {
                self.served += request.value - 64;
                kernel.send(request, request.sender);
            }
        }
        return BLOCKED;
    }
}

class Kernel {
    let ready;
    let runs;
    let sent;
    let check;

    fn init() {
        self.ready = [Queue() for i in 0..LEVELS];
        self.runs = array(LEVELS, 0);
        self.sent = 0;
        self.check = 0;
    }

    fn wake(task) {
        if (task.state == BLOCKED) {
            task.state = READY;
            self.ready[task.level].put(task);
        }
    }

    fn send(packet, task) {
        self.sent++;
        task.inbox.put(packet);
        self.wake(task);
    }

    // The ready task of the highest priority, or null.
    fn choose() {
        for (let level = 0; level < LEVELS; level++) {
            let queue = self.ready[level];
            if (!queue.isEmpty()) {
                return queue.take();
            }
        }
        return null;
    }

    fn run() {
        let task = self.choose();
        while (task != null) {
            self.runs[task.level]++;
            task.state = task.run(self);
            if (task.state == BLOCKED && !task.inbox.isEmpty()) {
                task.state = READY;
            }
            if (task.state == READY) {
                self.ready[task.level].put(task);
            }
            task = self.choose();
        }
    }
}

fn main(ticks) {
    let kernel = Kernel();
    let devices = [Device() for i in 0..3];
    let handlers = [Handler(device, 4) for device in devices];
    let workers = [Worker(handlers) for i in 0..2];
    for (worker in workers) {
        for (let i = 0; i < 3; i++) {
            kernel.send(Packet(worker, WORK), worker);
        }
    }
    kernel.wake(Idle(ticks, devices));
    kernel.run();
    for (count in kernel.runs) {
        puts(count);
    }
    puts(kernel.sent);
    for (device in devices) {
        puts(device.served);
    }
    puts(kernel.check);
}

main(200)
// expect: 624
// expect: 468
// expect: 31
// expect: 201
// expect: 474
// expect: 720
// expect: 636
// expect: 1129
// expect: 522349
