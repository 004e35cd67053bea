-- Bouncing balls: 60 balls of three kinds (plain, heavy ones that fall, and fading
-- ones that lose speed) move in a box for 8000 steps, bounce off its walls and off
-- each other. Prints how often they met walls and each other, and the sums of
-- places and energies in units of 1e-6, rounded down.

local function class(base)
    local made = setmetatable({}, {__index = base})
    made.__index = made
    return made
end

local Random = class()

function Random.new(seed)
    return setmetatable({seed = seed}, Random)
end

-- A float from 0 to 1.
function Random:next()
    self.seed = self.seed * 16807 % 2147483647
    return self.seed / 2147483647.0
end

function Random:between(low, high)
    return low + (high - low) * self:next()
end

local Vector = class()

function Vector.new(x, y)
    return setmetatable({x = x, y = y}, Vector)
end

function Vector:plus(other)
    return Vector.new(self.x + other.x, self.y + other.y)
end

function Vector:minus(other)
    return Vector.new(self.x - other.x, self.y - other.y)
end

function Vector:times(factor)
    return Vector.new(self.x * factor, self.y * factor)
end

function Vector:dot(other)
    return self.x * other.x + self.y * other.y
end

local Ball = class()

function Ball.init(self, place, speed, radius)
    self.place = place
    self.speed = speed
    self.radius = radius
    self.bounces = 0
    return self
end

function Ball.new(place, speed, radius)
    return Ball.init(setmetatable({}, Ball), place, speed, radius)
end

function Ball:mass()
    return self.radius * self.radius
end

function Ball:energy()
    return 0.5 * self:mass() * self.speed:dot(self.speed)
end

function Ball:move(time)
    self.place = self.place:plus(self.speed:times(time))
end

-- Turns round at the walls of a box.
function Ball:stayIn(box)
    local before = self.bounces
    local place = self.place
    local speed = self.speed
    local r = self.radius
    if place.x < r and speed.x < 0.0 or place.x > box.width - r and speed.x > 0.0 then
        self.speed = Vector.new(0.0 - speed.x, speed.y)
        self.bounces = self.bounces + 1
    end
    speed = self.speed
    if place.y < r and speed.y < 0.0 or place.y > box.height - r and speed.y > 0.0 then
        self.speed = Vector.new(speed.x, 0.0 - speed.y)
        self.bounces = self.bounces + 1
    end
    return self.bounces - before
end

-- Bounces off another ball, if they touch and come nearer; tells whether.
function Ball:meet(other)
    local way = other.place:minus(self.place)
    local reach = self.radius + other.radius
    local square = way:dot(way)
    if square >= reach * reach or square == 0.0 then
        return false
    end
    local approach = self.speed:minus(other.speed):dot(way)
    if approach <= 0.0 then
        return false
    end
    local push = 2.0 * approach / (square * (self:mass() + other:mass()))
    self.speed = self.speed:minus(way:times(push * other:mass()))
    other.speed = other.speed:plus(way:times(push * self:mass()))
    return true
end

local HeavyBall = class(Ball)

function HeavyBall.new(place, speed, radius)
    return Ball.init(setmetatable({}, HeavyBall), place, speed, radius)
end

function HeavyBall:mass()
    return 3.0 * Ball.mass(self)
end

function HeavyBall:move(time)
    self.speed = self.speed:plus(Vector.new(0.0, -9.81 * time))
    Ball.move(self, time)
end

local FadingBall = class(Ball)

function FadingBall.new(place, speed, radius, grip)
    local self = Ball.init(setmetatable({}, FadingBall), place, speed, radius)
    self.grip = grip
    return self
end

function FadingBall:move(time)
    Ball.move(self, time)
    self.speed = self.speed:times(1.0 - self.grip * time)
end

function FadingBall:stayIn(box)
    local met = Ball.stayIn(self, box)
    if met > 0 then
        self.grip = self.grip * 0.9
    end
    return met
end

local Box = class()

function Box.new(width, height)
    return setmetatable({width = width, height = height, balls = {}}, Box)
end

function Box:fill(random, n)
    for i = 0, n - 1 do
        local x = random:between(5.0, self.width - 5.0)
        local place = Vector.new(x, random:between(5.0, self.height - 5.0))
        local vx = random:between(-20.0, 20.0)
        local speed = Vector.new(vx, random:between(-20.0, 20.0))
        local radius = random:between(1.0, 3.0)
        local ball
        if i % 3 == 0 then
            ball = Ball.new(place, speed, radius)
        elseif i % 3 == 1 then
            ball = HeavyBall.new(place, speed, radius)
        else
            ball = FadingBall.new(place, speed, radius, 0.01)
        end
        self.balls[#self.balls + 1] = ball
    end
end

-- Moves all balls; answers how often they met walls and each other.
function Box:step(time)
    local walls = 0
    local meetings = 0
    local balls = self.balls
    for _, ball in ipairs(balls) do
        ball:move(time)
        walls = walls + ball:stayIn(self)
    end
    for i = 1, #balls do
        local ball = balls[i]
        for j = i + 1, #balls do
            if ball:meet(balls[j]) then
                meetings = meetings + 1
            end
        end
    end
    return walls, meetings
end

local function report(value)
    print(string.format("%d", math.floor(value * 1000000.0)))
end

local function main(balls, steps)
    local box = Box.new(200.0, 100.0)
    box:fill(Random.new(23), balls)
    local walls = 0
    local meetings = 0
    for i = 1, steps do
        local w, m = box:step(0.01)
        walls = walls + w
        meetings = meetings + m
    end
    local x = 0.0
    local y = 0.0
    local energy = 0.0
    for _, ball in ipairs(box.balls) do
        x = x + ball.place.x
        y = y + ball.place.y
        energy = energy + ball:energy()
    end
    print(string.format("%d", walls))
    print(string.format("%d", meetings))
    report(x)
    report(y)
    report(energy)
end

main(60, 8000)
