-- Singly linked lists of tables: builds lists of 100000 random numbers, reverses
-- them, sorts them by merging, filters and maps them, and puts numbers into their
-- places in a sorted list. Prints, for the rounds together, lengths and checksums
-- that depend on the order of the elements.

local List = {}
List.__index = List

function List.new()
    return setmetatable({head = nil, size = 0}, List)
end

function List:prepend(value)
    self.head = {value = value, next = self.head}
    self.size = self.size + 1
end

-- Puts a value before the first one that is not less, in a sorted list.
function List:insert(value)
    local node = self.head
    if node == nil or node.value >= value then
        self:prepend(value)
        return
    end
    while node.next ~= nil and node.next.value < value do
        node = node.next
    end
    node.next = {value = value, next = node.next}
    self.size = self.size + 1
end

function List:reverse()
    local done = nil
    local node = self.head
    while node ~= nil do
        local next = node.next
        node.next = done
        done = node
        node = next
    end
    self.head = done
end

-- The values that a function holds true, as a new list in the same order.
function List:filter(keep)
    local kept = List.new()
    local node = self.head
    while node ~= nil do
        if keep(node.value) then
            kept:prepend(node.value)
        end
        node = node.next
    end
    kept:reverse()
    return kept
end

function List:map(change)
    local changed = List.new()
    local node = self.head
    while node ~= nil do
        changed:prepend(change(node.value))
        node = node.next
    end
    changed:reverse()
    return changed
end

function List:fold(start, combine)
    local result = start
    local node = self.head
    while node ~= nil do
        result = combine(result, node.value)
        node = node.next
    end
    return result
end

function List:sort()
    self.head = self:sorted(self.head, self.size)
end

-- The first `n` nodes from `node` on, sorted and unlinked from the others.
function List:sorted(node, n)
    if n < 2 then
        if node ~= nil then
            node.next = nil
        end
        return node
    end
    local half = math.floor(n / 2)
    local middle = node
    for i = 1, half do
        middle = middle.next
    end
    local right = self:sorted(middle, n - half)
    local left = self:sorted(node, half)
    return self:merge(left, right)
end

function List:merge(left, right)
    local first = {value = 0, next = nil}
    local last = first
    while left ~= nil and right ~= nil do
        if right.value < left.value then
            last.next = right
            right = right.next
        else
            last.next = left
            left = left.next
        end
        last = last.next
    end
    last.next = left or right
    return first.next
end

local function checksum(list)
    return list:fold(0, function(check, value) return (check * 31 + value) % 1000000007 end)
end

local function main(rounds, n)
    local seed = 42
    local function random(limit)
        seed = seed * 16807 % 2147483647
        return seed % limit
    end
    local built = 0
    local ordered = 0
    local filtered = 0
    local mapped = 0
    local inserted = 0
    local lengths = 0
    for round = 0, rounds - 1 do
        local list = List.new()
        for i = 1, n do
            list:prepend(random(1000000))
        end
        list:reverse()
        built = (built + checksum(list)) % 1000000007
        list:sort()
        ordered = (ordered + checksum(list)) % 1000000007
        local odd = list:filter(function(value) return value % 2 == 1 end)
        filtered = (filtered + checksum(odd)) % 1000000007
        lengths = lengths + odd.size
        local small = odd:map(function(value) return value % 100 + round end)
        mapped = (mapped + checksum(small)) % 1000000007
        local places = List.new()
        for i = 1, 500 do
            places:insert(random(10000))
        end
        inserted = (inserted + checksum(places)) % 1000000007
        lengths = lengths + places.size
    end
    print(string.format("%d", built))
    print(string.format("%d", ordered))
    print(string.format("%d", filtered))
    print(string.format("%d", mapped))
    print(string.format("%d", inserted))
    print(string.format("%d", lengths))
end

main(10, 100000)
