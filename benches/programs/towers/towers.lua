-- The towers of Hanoi on tables: moves 24 disks from the first peg to the last, each move
-- a pop and a push that are checked. Prints the moves and a checksum of where disks went.

local pegs = { {}, {}, {} }
local moves = 0
local checksum = 0

local function shift(from, to)
    local source = pegs[from + 1]
    local disk = table.remove(source)
    local target = pegs[to + 1]
    if #target > 0 and target[#target] < disk then
        print("wrong")
    end
    target[#target + 1] = disk
    moves = moves + 1
    checksum = (checksum * 31 + disk * 3 + to) % 1000003
end

local function solve(disks, from, to, over)
    if disks == 0 then
        return
    end
    solve(disks - 1, from, over, to)
    shift(from, to)
    solve(disks - 1, over, to, from)
end

for disk = 24, 1, -1 do
    table.insert(pegs[1], disk)
end
solve(24, 0, 2, 1)
print(string.format("%d", moves))
print(string.format("%d", checksum))
