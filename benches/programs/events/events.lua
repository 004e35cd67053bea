-- A simulation of discrete events: customers come to a hall with 60 counters, join
-- the shortest of some queues, are served, or go when they have waited too long;
-- counters make pauses. Events wait in a binary heap for their time. Prints how
-- many events there were, how many customers were served, left and were turned
-- away, the time waited in all, the longest heap and a checksum over the events.

local floor = math.floor

local COUNTERS = 60
local LONGEST_QUEUE = 2

local function class(base)
    local made = setmetatable({}, {__index = base})
    made.__index = made
    return made
end

local Event = class()

-- Whether it comes earlier, or was planned earlier for the same time.
function Event:isBefore(other)
    if self.time ~= other.time then
        return self.time < other.time
    end
    return self.number < other.number
end

function Event:happen(hall)
    error("an event does not say what happens")
end

local Arrival = class(Event)

function Arrival.new(time)
    return setmetatable({time = time, number = 0}, Arrival)
end

function Arrival:happen(hall)
    hall:arrive(self.time)
    hall:plan(Arrival.new(self.time + 1 + hall.random:below(9)))
    return 1
end

local Departure = class(Event)

function Departure.new(time, counter)
    return setmetatable({time = time, number = 0, counter = counter}, Departure)
end

function Departure:happen(hall)
    hall.served = hall.served + 1
    self.counter.isBusy = false
    self.counter:serve(hall, self.time)
    return 2
end

local Impatience = class(Event)

function Impatience.new(time, customer)
    return setmetatable({time = time, number = 0, customer = customer}, Impatience)
end

function Impatience:happen(hall)
    local customer = self.customer
    if customer.isWaiting then
        customer.isWaiting = false
        customer.counter.length = customer.counter.length - 1
        hall.left = hall.left + 1
    end
    return 3
end

local Pause = class(Event)
local Reopening = class(Event)

function Pause.new(time, counter)
    return setmetatable({time = time, number = 0, counter = counter}, Pause)
end

function Pause:happen(hall)
    local stop = self.time + 200 + hall.random:below(400)
    self.counter.pausedUntil = stop
    hall:plan(Reopening.new(stop, self.counter))
    return 4
end

function Reopening.new(time, counter)
    return setmetatable({time = time, number = 0, counter = counter}, Reopening)
end

function Reopening:happen(hall)
    self.counter:serve(hall, self.time)
    hall:plan(Pause.new(self.time + 2000 + hall.random:below(4000), self.counter))
    return 5
end

-- A binary heap of events, the next one first.
local Agenda = class()

function Agenda.new()
    return setmetatable({events = {}, planned = 0, longest = 0}, Agenda)
end

function Agenda:add(event)
    event.number = self.planned
    self.planned = self.planned + 1
    local events = self.events
    local at = #events + 1
    if at > self.longest then
        self.longest = at
    end
    while at > 1 do
        local parent = floor(at / 2)
        if not event:isBefore(events[parent]) then
            break
        end
        events[at] = events[parent]
        at = parent
    end
    events[at] = event
end

function Agenda:take()
    local events = self.events
    local first = events[1]
    local moved = table.remove(events)
    local n = #events
    if n > 0 then
        local at = 1
        local child = 2
        while child <= n do
            if child < n and events[child + 1]:isBefore(events[child]) then
                child = child + 1
            end
            if not events[child]:isBefore(moved) then
                break
            end
            events[at] = events[child]
            at = child
            child = 2 * at
        end
        events[at] = moved
    end
    return first
end

local Customer = class()

function Customer.new(since, counter)
    return setmetatable({since = since, counter = counter, isWaiting = true, next = nil}, Customer)
end

local Counter = class()

function Counter.new()
    return setmetatable({
        isBusy = false,
        pausedUntil = 0,
        length = 0, -- customers who still wait; the others stand in the list too
        head = nil,
        tail = nil,
    }, Counter)
end

function Counter:join(customer)
    if self.head == nil then
        self.head = customer
    else
        self.tail.next = customer
    end
    self.tail = customer
    self.length = self.length + 1
end

-- Begins to serve the next customer, if it can and there is one.
function Counter:serve(hall, now)
    if self.isBusy or now < self.pausedUntil then
        return
    end
    while self.head ~= nil do
        local customer = self.head
        self.head = customer.next
        if customer.isWaiting then
            customer.isWaiting = false
            self.length = self.length - 1
            self.isBusy = true
            hall.waited = hall.waited + now - customer.since
            hall:plan(Departure.new(now + 50 + hall.random:below(550), self))
            return
        end
    end
end

local Random = class()

function Random.new(seed)
    return setmetatable({seed = seed}, Random)
end

function Random:below(limit)
    self.seed = self.seed * 16807 % 2147483647
    return self.seed % limit
end

local Hall = class()

function Hall.new(seed)
    local counters = {}
    for i = 1, COUNTERS do
        counters[i] = Counter.new()
    end
    return setmetatable({
        random = Random.new(seed), agenda = Agenda.new(), counters = counters,
        served = 0, left = 0, refused = 0, waited = 0,
    }, Hall)
end

function Hall:plan(event)
    self.agenda:add(event)
end

-- A customer looks at four counters.
function Hall:arrive(now)
    local best = self.counters[self.random:below(COUNTERS) + 1]
    for i = 1, 3 do
        local counter = self.counters[self.random:below(COUNTERS) + 1]
        if counter.length < best.length then
            best = counter
        end
    end
    if best.length >= LONGEST_QUEUE then
        self.refused = self.refused + 1
        return
    end
    local customer = Customer.new(now, best)
    best:join(customer)
    self:plan(Impatience.new(now + 300 + self.random:below(1500), customer))
    best:serve(self, now)
end

function Hall:run(n)
    self:plan(Arrival.new(0))
    for _, counter in ipairs(self.counters) do
        self:plan(Pause.new(self.random:below(4000), counter))
    end
    local check = 0
    for i = 1, n do
        local event = self.agenda:take()
        local kind = event:happen(self)
        check = (check * 31 + event.time % 1000 * 8 + kind) % 1000000007
    end
    return check
end

local function main(n)
    local hall = Hall.new(3)
    local check = hall:run(n)
    print(string.format("%d", hall.agenda.planned))
    print(string.format("%d", hall.served))
    print(string.format("%d", hall.left))
    print(string.format("%d", hall.refused))
    print(string.format("%d", hall.waited))
    print(string.format("%d", hall.agenda.longest))
    print(string.format("%d", check))
end

main(1000000)
