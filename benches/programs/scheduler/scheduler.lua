-- A small operating system: four kinds of tasks send packets to each other, and a
-- kernel runs the task of the highest priority that is ready. Workers fill packets
-- with letters, handlers send each letter of them to a device and give the packet
-- back, devices answer when they are interrupted, and the idle task interrupts one
-- of them each time that nothing else is to do. Prints how often tasks ran, how
-- many packets were sent, what the devices got and a checksum.

local LEVELS = 4
local LETTERS = 8

local READY = 0
local BLOCKED = 1
local DONE = 2

local WORK = 0
local REQUEST = 1

local function class(base)
    local made = setmetatable({}, {__index = base})
    made.__index = made
    return made
end

local Packet = class()

function Packet.new(sender, kind)
    local letters = {}
    for i = 1, LETTERS do
        letters[i] = 0
    end
    return setmetatable({
        next = nil, sender = sender, kind = kind, value = 0, used = 0, letters = letters,
    }, Packet)
end

-- First in, first out; links packets or tasks by their `next`.
local Queue = class()

function Queue.new()
    return setmetatable({head = nil, tail = nil}, Queue)
end

function Queue:isEmpty()
    return self.head == nil
end

function Queue:put(item)
    item.next = nil
    if self.head == nil then
        self.head = item
    else
        self.tail.next = item
    end
    self.tail = item
end

function Queue:take()
    local item = self.head
    if item ~= nil then
        self.head = item.next
        item.next = nil
    end
    return item
end

local Task = class()

function Task.init(task, level)
    task.next = nil
    task.level = level
    task.state = BLOCKED
    task.inbox = Queue.new()
    return task
end

-- Does one piece of work and answers the state that the task is in then.
function Task:run(kernel)
    error("a task does not say how it runs")
end

local Idle = class(Task)

function Idle.new(ticks, devices)
    local self = Task.init(setmetatable({}, Idle), 4)
    self.ticks = ticks
    self.noise = 1
    self.devices = devices
    return self
end

function Idle:run(kernel)
    if self.ticks == 0 then
        return DONE
    end
    self.ticks = self.ticks - 1
    self.noise = self.noise * 16807 % 2147483647
    local device = self.devices[self.noise % #self.devices + 1]
    device:interrupt(kernel)
    return READY
end

local Worker = class(Task)

function Worker.new(handlers)
    local self = Task.init(setmetatable({}, Worker), 3)
    self.handlers = handlers
    self.turn = 0
    self.letter = 0
    return self
end

function Worker:run(kernel)
    local packet = self.inbox:take()
    if packet == nil then
        return BLOCKED
    end
    kernel.check = (kernel.check * 31 + packet.value) % 1000003
    local letters = packet.letters
    for i = 1, LETTERS do
        letters[i] = 65 + self.letter
        self.letter = (self.letter + 1) % 26
    end
    packet.used = 0
    packet.value = 0
    kernel:send(packet, self.handlers[self.turn + 1])
    self.turn = (self.turn + 1) % #self.handlers
    return BLOCKED
end

local Handler = class(Task)

function Handler.new(device, requests)
    local self = Task.init(setmetatable({}, Handler), 2)
    self.device = device
    self.work = Queue.new()
    self.requests = Queue.new()
    for i = 1, requests do
        self.requests:put(Packet.new(self, REQUEST))
    end
    return self
end

function Handler:run(kernel)
    local packet = self.inbox:take()
    if packet ~= nil then
        if packet.kind == WORK then
            self.work:put(packet)
        else
            self.requests:put(packet)
        end
    end
    local work = self.work.head
    if work == nil then
        return BLOCKED
    end
    if work.used == LETTERS then
        self.work:take()
        kernel:send(work, work.sender)
        return READY
    end
    local request = self.requests:take()
    if request == nil then
        return BLOCKED
    end
    request.value = work.letters[work.used + 1]
    work.value = work.value + request.value * (work.used + 1)
    work.used = work.used + 1
    kernel:send(request, self.device)
    return READY
end

local Device = class(Task)

function Device.new()
    local self = Task.init(setmetatable({}, Device), 1)
    self.waiting = Queue.new()
    self.interrupted = false
    self.served = 0
    return self
end

function Device:interrupt(kernel)
    self.interrupted = true
    kernel:wake(self)
end

function Device:run(kernel)
    local packet = self.inbox:take()
    if packet ~= nil then
        self.waiting:put(packet)
        return READY
    end
    if self.interrupted then
        self.interrupted = false
        local request = self.waiting:take()
        if request ~= nil then
            self.served = self.served + request.value - 64
            kernel:send(request, request.sender)
        end
    end
    return BLOCKED
end

local Kernel = class()

function Kernel.new()
    local self = setmetatable({ready = {}, runs = {}, sent = 0, check = 0}, Kernel)
    for level = 1, LEVELS do
        self.ready[level] = Queue.new()
        self.runs[level] = 0
    end
    return self
end

function Kernel:wake(task)
    if task.state == BLOCKED then
        task.state = READY
        self.ready[task.level]:put(task)
    end
end

function Kernel:send(packet, task)
    self.sent = self.sent + 1
    task.inbox:put(packet)
    self:wake(task)
end

-- The ready task of the highest priority, or nil.
function Kernel:choose()
    for level = 1, LEVELS do
        local queue = self.ready[level]
        if not queue:isEmpty() then
            return queue:take()
        end
    end
    return nil
end

function Kernel:run()
    local task = self:choose()
    while task ~= nil do
        self.runs[task.level] = self.runs[task.level] + 1
        task.state = task:run(self)
        if task.state == BLOCKED and not task.inbox:isEmpty() then
            task.state = READY
        end
        if task.state == READY then
            self.ready[task.level]:put(task)
        end
        task = self:choose()
    end
end

local function main(ticks)
    local kernel = Kernel.new()
    local devices, handlers, workers = {}, {}, {}
    for i = 1, 3 do
        devices[i] = Device.new()
        handlers[i] = Handler.new(devices[i], 4)
    end
    for i = 1, 2 do
        workers[i] = Worker.new(handlers)
    end
    for _, worker in ipairs(workers) do
        for i = 1, 3 do
            kernel:send(Packet.new(worker, WORK), worker)
        end
    end
    kernel:wake(Idle.new(ticks, devices))
    kernel:run()
    for _, count in ipairs(kernel.runs) do
        print(string.format("%d", count))
    end
    print(string.format("%d", kernel.sent))
    for _, device in ipairs(devices) do
        print(string.format("%d", device.served))
    end
    print(string.format("%d", kernel.check))
end

main(1000000)
