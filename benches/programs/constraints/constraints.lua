-- An incremental solver of one-way constraints: variables, constraints of different
-- strengths that keep relations between them, and a planner that, when a
-- constraint comes or goes, changes only what depends on it. Runs a long chain
-- of equalities, many projections (scale and offset) and a tree of sums, changes
-- variables and follows the plans. Prints a sum of the results of each.

local floor = math.floor
local remove = table.remove

local REQUIRED = 0
local STRONG = 1
local PREFERRED = 2
local NORMAL = 3
local WEAKEST = 4

local function class(base)
    local made = setmetatable({}, {__index = base})
    made.__index = made
    return made
end

local Variable = class()

function Variable.new(value)
    return setmetatable({
        value = value,
        constraints = {},
        source = nil, -- the constraint that determines it
        strength = WEAKEST, -- that of the weakest constraint it depends on
        stays = true, -- its value is known now
        mark = 0,
    }, Variable)
end

local Constraint = class()

-- Attaches the constraint to its variables and solves again.
function Constraint:add(planner)
    for _, variable in ipairs(self:variables()) do
        variable.constraints[#variable.constraints + 1] = self
    end
    self:release()
    planner:add(self)
end

function Constraint:detach()
    for _, variable in ipairs(self:variables()) do
        for i, constraint in ipairs(variable.constraints) do
            if constraint == self then
                remove(variable.constraints, i)
                break
            end
        end
    end
    self:release()
end

function Constraint:isInput()
    return false
end

-- Tries to determine its output; answers the constraint that did so before.
function Constraint:satisfy(mark, planner)
    self:choose(mark)
    if not self:isSatisfied() then
        if self.strength == REQUIRED then
            error("a required constraint cannot be satisfied")
        end
        return nil
    end
    for _, variable in ipairs(self:inputs()) do
        variable.mark = mark
    end
    local output = self:output()
    local before = output.source
    if before ~= nil then
        before:release()
    end
    output.source = self
    if not planner:propagate(self, mark) then
        error("the constraints depend on each other")
    end
    output.mark = mark
    return before
end

function Constraint:inputsAreKnown(mark)
    for _, variable in ipairs(self:inputs()) do
        if variable.mark ~= mark and not variable.stays and variable.source ~= nil then
            return false
        end
    end
    return true
end

-- Works out how weak and how lasting the output is, and its value if that lasts.
function Constraint:recalculate()
    local output = self:output()
    local weakest = self.strength
    local stays = not self:isInput()
    for _, variable in ipairs(self:inputs()) do
        if variable.strength > weakest then
            weakest = variable.strength
        end
        stays = stays and variable.stays
    end
    output.strength = weakest
    output.stays = stays
    if stays then
        self:execute()
    end
end

local Unary = class(Constraint)

function Unary.init(self, strength, variable)
    self.strength = strength
    self.variable = variable
    self.satisfied = false
    return self
end

function Unary:variables() return {self.variable} end
function Unary:inputs() return {} end
function Unary:output() return self.variable end
function Unary:isSatisfied() return self.satisfied end
function Unary:release() self.satisfied = false end
function Unary:execute() end

function Unary:choose(mark)
    self.satisfied = self.variable.mark ~= mark and self.strength < self.variable.strength
end

local Stay = class(Unary)

function Stay.new(strength, variable)
    return Unary.init(setmetatable({}, Stay), strength, variable)
end

local Edit = class(Unary)

function Edit.new(strength, variable)
    return Unary.init(setmetatable({}, Edit), strength, variable)
end

function Edit:isInput()
    return true
end

local NONE = 0
local FORWARD = 1
local BACKWARD = 2

local Equal = class(Constraint)

function Equal.init(self, strength, left, right)
    self.strength = strength
    self.left = left
    self.right = right
    self.direction = NONE
    return self
end

function Equal.new(strength, left, right)
    return Equal.init(setmetatable({}, Equal), strength, left, right)
end

function Equal:variables() return {self.left, self.right} end
function Equal:inputs() return {self:input()} end
function Equal:input() return self.direction == FORWARD and self.left or self.right end
function Equal:output() return self.direction == FORWARD and self.right or self.left end
function Equal:isSatisfied() return self.direction ~= NONE end
function Equal:release() self.direction = NONE end

-- Determines the weaker side, or the only one that is not marked yet.
function Equal:choose(mark)
    local left = self.left
    local right = self.right
    self.direction = NONE
    if right.mark ~= mark and (left.mark == mark or right.strength >= left.strength) then
        if self.strength < right.strength then
            self.direction = FORWARD
        end
    elseif left.mark ~= mark and self.strength < left.strength then
        self.direction = BACKWARD
    end
end

function Equal:execute()
    if self.direction == FORWARD then
        self.right.value = self.left.value
    else
        self.left.value = self.right.value
    end
end

-- right = left * scale + offset
local Scale = class(Equal)

function Scale.new(strength, left, scale, offset, right)
    local self = Equal.init(setmetatable({}, Scale), strength, left, right)
    self.scale = scale
    self.offset = offset
    return self
end

function Scale:variables() return {self.left, self.right, self.scale, self.offset} end
function Scale:inputs() return {self:input(), self.scale, self.offset} end

function Scale:execute()
    if self.direction == FORWARD then
        self.right.value = self.left.value * self.scale.value + self.offset.value
    else
        self.left.value = floor((self.right.value - self.offset.value) / self.scale.value)
    end
end

-- total = left + right, never the other way round
local Sum = class(Constraint)

function Sum.new(strength, left, right, total)
    return setmetatable({
        strength = strength, left = left, right = right, total = total, satisfied = false,
    }, Sum)
end

function Sum:variables() return {self.left, self.right, self.total} end
function Sum:inputs() return {self.left, self.right} end
function Sum:output() return self.total end
function Sum:isSatisfied() return self.satisfied end
function Sum:release() self.satisfied = false end

function Sum:choose(mark)
    self.satisfied = self.total.mark ~= mark and self.strength < self.total.strength
end

function Sum:execute()
    self.total.value = self.left.value + self.right.value
end

local Planner = class()

function Planner.new()
    return setmetatable({mark = 0}, Planner)
end

function Planner:nextMark()
    self.mark = self.mark + 1
    return self.mark
end

function Planner:add(constraint)
    local mark = self:nextMark()
    local next = constraint
    while next ~= nil do
        next = next:satisfy(mark, self)
    end
end

function Planner:remove(constraint)
    if not constraint:isSatisfied() then
        constraint:detach()
        return
    end
    local output = constraint:output()
    constraint:detach()
    local unsatisfied = self:retract(output)
    for strength = REQUIRED, WEAKEST - 1 do
        for _, other in ipairs(unsatisfied) do
            if other.strength == strength then
                self:add(other)
            end
        end
    end
end

-- Recalculates what depends on a constraint; false if that is itself.
function Planner:propagate(constraint, mark)
    local todo = {constraint}
    while #todo > 0 do
        local next = remove(todo)
        if next:output().mark == mark then
            self:remove(constraint)
            return false
        end
        next:recalculate()
        self:collectUsers(next:output(), todo)
    end
    return true
end

-- Recalculates what depended on a variable that nothing determines any more;
-- answers the constraints that may get their chance now.
function Planner:retract(variable)
    variable.source = nil
    variable.strength = WEAKEST
    variable.stays = true
    local unsatisfied = {}
    local todo = {variable}
    while #todo > 0 do
        local next = remove(todo)
        for _, constraint in ipairs(next.constraints) do
            if not constraint:isSatisfied() then
                unsatisfied[#unsatisfied + 1] = constraint
            elseif constraint ~= next.source then
                constraint:recalculate()
                todo[#todo + 1] = constraint:output()
            end
        end
    end
    return unsatisfied
end

function Planner:collectUsers(variable, list)
    for _, constraint in ipairs(variable.constraints) do
        if constraint ~= variable.source and constraint:isSatisfied() then
            list[#list + 1] = constraint
        end
    end
end

-- The constraints to execute, in order, when the inputs have new values.
function Planner:plan(input)
    local mark = self:nextMark()
    local plan = {}
    local todo = {input}
    while #todo > 0 do
        local next = remove(todo)
        local output = next:output()
        if output.mark ~= mark and next:inputsAreKnown(mark) then
            plan[#plan + 1] = next
            output.mark = mark
            self:collectUsers(output, todo)
        end
    end
    return plan
end

local function follow(plan)
    for _, constraint in ipairs(plan) do
        constraint:execute()
    end
end

-- Gives a variable a value, as someone who edits it would.
function Planner:change(variable, value)
    local edit = Edit.new(PREFERRED, variable)
    edit:add(self)
    local plan = self:plan(edit)
    for i = 1, 10 do
        variable.value = value - 10 + i
        follow(plan)
    end
    self:remove(edit)
end

-- A chain of n equalities; the ends are changed by turns.
local function chain(n)
    local planner = Planner.new()
    local variables = {}
    for i = 1, n + 1 do
        variables[i] = Variable.new(0)
    end
    for i = 1, n do
        Equal.new(REQUIRED, variables[i], variables[i + 1]):add(planner)
    end
    Stay.new(NORMAL, variables[n + 1]):add(planner)
    local sum = 0
    for round = 0, 4 do
        planner:change(variables[1], round * 100 + 50)
        sum = sum + variables[n + 1].value
        planner:change(variables[n + 1], round * 100 + 70)
        sum = sum + variables[1].value
    end
    return sum
end

-- n projections of one variable each, which share the scale and the offset.
local function projection(n)
    local planner = Planner.new()
    local scale = Variable.new(10)
    local offset = Variable.new(1000)
    local points = {}
    local images = {}
    for i = 1, n do
        local point = Variable.new(i - 1)
        local image = Variable.new(i - 1)
        Stay.new(NORMAL, point):add(planner)
        Scale.new(REQUIRED, point, scale, offset, image):add(planner)
        points[i] = point
        images[i] = image
    end
    planner:change(points[n], 17)
    local sum = images[n].value
    planner:change(images[n], 1050)
    sum = sum + points[n].value
    planner:change(scale, 15)
    for _, image in ipairs(images) do
        sum = sum + image.value
    end
    planner:change(offset, 2000)
    for _, image in ipairs(images) do
        sum = sum + image.value
    end
    return sum
end

-- A tree of sums over n leaves (a power of two), some of which are changed.
local function sums(n)
    local planner = Planner.new()
    local leaves = {}
    for i = 1, n do
        leaves[i] = Variable.new(i - 1)
    end
    for _, leaf in ipairs(leaves) do
        Stay.new(NORMAL, leaf):add(planner)
    end
    local level = leaves
    while #level > 1 do
        local above = {}
        for i = 1, #level, 2 do
            local total = Variable.new(0)
            Sum.new(STRONG, level[i], level[i + 1], total):add(planner)
            above[#above + 1] = total
        end
        level = above
    end
    local sum = 0
    for i = 0, n - 1, 3 do
        planner:change(leaves[i + 1], i + 100)
        sum = sum + level[1].value
    end
    return sum
end

local function main(rounds, n)
    local results = {0, 0, 0}
    for round = 1, rounds do
        results[1] = results[1] + chain(n)
        results[2] = results[2] + projection(n)
        results[3] = results[3] + sums(1024)
    end
    for _, result in ipairs(results) do
        print(string.format("%d", result))
    end
end

main(10, 2000)
