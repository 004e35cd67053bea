-- Permutations by recursion with exchanges: goes through all orders of 10 numbers, eight
-- times. Prints how many there were and a checksum of them.

local values = {}
for i = 0, 9 do
    values[i] = i
end
local count = 0
local checksum = 0

local function exchange(i, j)
    local kept = values[i]
    values[i] = values[j]
    values[j] = kept
end

local function permute(n)
    if n == 0 then
        count = count + 1
        checksum = (checksum * 7 + values[0] * 10 + values[9]) % 1000003
        return
    end
    for i = 0, n do
        exchange(i, n)
        permute(n - 1)
        exchange(i, n)
    end
end

for round = 1, 8 do
    permute(9)
end
print(string.format("%d", count))
print(string.format("%d", checksum))
