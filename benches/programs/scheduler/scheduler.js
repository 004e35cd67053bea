// A small operating system: four kinds of tasks send packets to each other, and a
// kernel runs the task of the highest priority that is ready. Workers fill packets
// with letters, handlers send each letter of them to a device and give the packet
// back, devices answer when they are interrupted, and the idle task interrupts one
// of them each time that nothing else is to do. Prints how often tasks ran, how
// many packets were sent, what the devices got and a checksum.

const LEVELS = 4;
const LETTERS = 8;

const READY = 0;
const BLOCKED = 1;
const DONE = 2;

const WORK = 0;
const REQUEST = 1;

class Packet {
    constructor(sender, kind) {
        this.next = null;
        this.sender = sender;
        this.kind = kind;
        this.value = 0;
        this.used = 0;
        this.letters = new Array(LETTERS).fill(0);
    }
}

// First in, first out; links packets or tasks by their `next`.
class Queue {
    constructor() {
        this.head = null;
        this.tail = null;
    }

    isEmpty() {
        return this.head === null;
    }

    put(item) {
        item.next = null;
        if (this.head === null) {
            this.head = item;
        } else {
            this.tail.next = item;
        }
        this.tail = item;
    }

    take() {
        const item = this.head;
        if (item !== null) {
            this.head = item.next;
            item.next = null;
        }
        return item;
    }
}

class Task {
    constructor(level) {
        this.next = null;
        this.level = level;
        this.state = BLOCKED;
        this.inbox = new Queue();
    }

    // Does one piece of work and answers the state that the task is in then.
    run(kernel) {
        throw new Error("a task does not say how it runs");
    }
}

class Idle extends Task {
    constructor(ticks, devices) {
        super(3);
        this.ticks = ticks;
        this.noise = 1;
        this.devices = devices;
    }

    run(kernel) {
        if (this.ticks === 0) {
            return DONE;
        }
        this.ticks--;
        this.noise = this.noise * 16807 % 2147483647;
        const device = this.devices[this.noise % this.devices.length];
        device.interrupt(kernel);
        return READY;
    }
}

class Worker extends Task {
    constructor(handlers) {
        super(2);
        this.handlers = handlers;
        this.turn = 0;
        this.letter = 0;
    }

    run(kernel) {
        const packet = this.inbox.take();
        if (packet === null) {
            return BLOCKED;
        }
        kernel.check = (kernel.check * 31 + packet.value) % 1000003;
        const letters = packet.letters;
        for (let i = 0; i < LETTERS; i++) {
            letters[i] = 65 + this.letter;
            this.letter = (this.letter + 1) % 26;
        }
        packet.used = 0;
        packet.value = 0;
        kernel.send(packet, this.handlers[this.turn]);
        this.turn = (this.turn + 1) % this.handlers.length;
        return BLOCKED;
    }
}

class Handler extends Task {
    constructor(device, requests) {
        super(1);
        this.device = device;
        this.work = new Queue();
        this.requests = new Queue();
        for (let i = 0; i < requests; i++) {
            this.requests.put(new Packet(this, REQUEST));
        }
    }

    run(kernel) {
        const packet = this.inbox.take();
        if (packet !== null) {
            if (packet.kind === WORK) {
                this.work.put(packet);
            } else {
                this.requests.put(packet);
            }
        }
        const work = this.work.head;
        if (work === null) {
            return BLOCKED;
        }
        if (work.used === LETTERS) {
            this.work.take();
            kernel.send(work, work.sender);
            return READY;
        }
        const request = this.requests.take();
        if (request === null) {
            return BLOCKED;
        }
        request.value = work.letters[work.used];
        work.value = work.value + request.value * (work.used + 1);
        work.used++;
        kernel.send(request, this.device);
        return READY;
    }
}

class Device extends Task {
    constructor() {
        super(0);
        this.waiting = new Queue();
        this.interrupted = false;
        this.served = 0;
    }

    interrupt(kernel) {
        this.interrupted = true;
        kernel.wake(this);
    }

    run(kernel) {
        const packet = this.inbox.take();
        if (packet !== null) {
            this.waiting.put(packet);
            return READY;
        }
        if (this.interrupted) {
            this.interrupted = false;
            const request = this.waiting.take();
            if (request !== null) {
                this.served += request.value - 64;
                kernel.send(request, request.sender);
            }
        }
        return BLOCKED;
    }
}

class Kernel {
    constructor() {
        this.ready = Array.from({length: LEVELS}, () => new Queue());
        this.runs = new Array(LEVELS).fill(0);
        this.sent = 0;
        this.check = 0;
    }

    wake(task) {
        if (task.state === BLOCKED) {
            task.state = READY;
            this.ready[task.level].put(task);
        }
    }

    send(packet, task) {
        this.sent++;
        task.inbox.put(packet);
        this.wake(task);
    }

    // The ready task of the highest priority, or null.
    choose() {
        for (let level = 0; level < LEVELS; level++) {
            const queue = this.ready[level];
            if (!queue.isEmpty()) {
                return queue.take();
            }
        }
        return null;
    }

    run() {
        let task = this.choose();
        while (task !== null) {
            this.runs[task.level]++;
            task.state = task.run(this);
            if (task.state === BLOCKED && !task.inbox.isEmpty()) {
                task.state = READY;
            }
            if (task.state === READY) {
                this.ready[task.level].put(task);
            }
            task = this.choose();
        }
    }
}

function main(ticks) {
    const kernel = new Kernel();
    const devices = Array.from({length: 3}, () => new Device());
    const handlers = devices.map((device) => new Handler(device, 4));
    const workers = Array.from({length: 2}, () => new Worker(handlers));
    for (const worker of workers) {
        for (let i = 0; i < 3; i++) {
            kernel.send(new Packet(worker, WORK), worker);
        }
    }
    kernel.wake(new Idle(ticks, devices));
    kernel.run();
    for (const count of kernel.runs) {
        console.log(String(count));
    }
    console.log(String(kernel.sent));
    for (const device of devices) {
        console.log(String(device.served));
    }
    console.log(String(kernel.check));
}

main(1000000);
