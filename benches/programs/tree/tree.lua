-- A balanced search tree (AVL): puts in 200000 random keys with values, looks up as
-- many, takes half of them out again and walks the rest in order. Prints the
-- number of keys and the height before and after, how many look-ups found
-- something, and a checksum over the walk.

local Node = {}
Node.__index = Node

function Node.new(key, value)
    return setmetatable({key = key, value = value, height = 1, left = nil, right = nil}, Node)
end

function Node:update()
    local l = self.left and self.left.height or 0
    local r = self.right and self.right.height or 0
    self.height = 1 + (l > r and l or r)
end

-- How much higher the left side is than the right one.
function Node:balance()
    local l = self.left and self.left.height or 0
    local r = self.right and self.right.height or 0
    return l - r
end

function Node:rotateRight()
    local top = self.left
    self.left = top.right
    top.right = self
    self:update()
    top:update()
    return top
end

function Node:rotateLeft()
    local top = self.right
    self.right = top.left
    top.left = self
    self:update()
    top:update()
    return top
end

-- The node that stands here when both sides differ by one level at most.
function Node:balanced()
    self:update()
    local balance = self:balance()
    if balance > 1 then
        if self.left:balance() < 0 then
            self.left = self.left:rotateLeft()
        end
        return self:rotateRight()
    end
    if balance < -1 then
        if self.right:balance() > 0 then
            self.right = self.right:rotateRight()
        end
        return self:rotateLeft()
    end
    return self
end

local Tree = {}
Tree.__index = Tree

function Tree.new()
    return setmetatable({root = nil, size = 0}, Tree)
end

function Tree:height()
    return self.root and self.root.height or 0
end

function Tree:get(key)
    local node = self.root
    while node ~= nil do
        if key == node.key then
            return node.value
        end
        if key < node.key then
            node = node.left
        else
            node = node.right
        end
    end
    return nil
end

function Tree:set(key, value)
    self.root = self:setIn(self.root, key, value)
end

function Tree:setIn(node, key, value)
    if node == nil then
        self.size = self.size + 1
        return Node.new(key, value)
    end
    if key == node.key then
        node.value = value
        return node
    end
    if key < node.key then
        node.left = self:setIn(node.left, key, value)
    else
        node.right = self:setIn(node.right, key, value)
    end
    return node:balanced()
end

function Tree:remove(key)
    self.root = self:removeIn(self.root, key)
end

function Tree:removeIn(node, key)
    if node == nil then
        return nil
    end
    if key < node.key then
        node.left = self:removeIn(node.left, key)
    elseif key > node.key then
        node.right = self:removeIn(node.right, key)
    else
        self.size = self.size - 1
        if node.left == nil then
            return node.right
        end
        if node.right == nil then
            return node.left
        end
        local least = node.right
        while least.left ~= nil do
            least = least.left
        end
        least.right = self:withoutLeast(node.right)
        least.left = node.left
        return least:balanced()
    end
    return node:balanced()
end

function Tree:withoutLeast(node)
    if node.left == nil then
        return node.right
    end
    node.left = self:withoutLeast(node.left)
    return node:balanced()
end

-- Calls a function with each key and value, in the order of the keys.
function Tree:walk(visit)
    local above = {}
    local node = self.root
    while node ~= nil or #above > 0 do
        while node ~= nil do
            above[#above + 1] = node
            node = node.left
        end
        node = table.remove(above)
        visit(node.key, node.value)
        node = node.right
    end
end

local function main(n)
    local seed = 7
    local function random(limit)
        seed = seed * 16807 % 2147483647
        return seed % limit
    end
    local tree = Tree.new()
    local keys = {}
    for i = 1, n do
        local key = random(n * 10)
        keys[i] = key
        tree:set(key, i - 1)
    end
    print(string.format("%d", tree.size))
    print(string.format("%d", tree:height()))

    local found = 0
    for i = 0, n - 1 do
        if tree:get(i * 3) ~= nil then
            found = found + 1
        end
    end
    print(string.format("%d", found))

    for i = 1, n, 2 do
        tree:remove(keys[i])
    end
    print(string.format("%d", tree.size))
    print(string.format("%d", tree:height()))

    local check = 0
    local last = -1
    tree:walk(function(key, value)
        if key <= last then
            error("the keys are not in order")
        end
        last = key
        check = (check * 31 + key + value) % 1000000007
    end)
    print(string.format("%d", check))
end

main(200000)
