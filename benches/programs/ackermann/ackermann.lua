-- Ackermann's function: deep recursion in an argument, and a tail call around it. Prints
-- ack(2, n) summed for some n, and ack(3, 8).

local function ack(m, n)
    if m == 0 then
        return n + 1
    end
    if n == 0 then
        return ack(m - 1, 1)
    end
    return ack(m - 1, ack(m, n - 1))
end

local sum = 0
for n = 0, 599 do
    sum = sum + ack(2, n)
end
print(string.format("%d", sum))
local deep = 0
for i = 1, 12 do
    deep = deep + ack(3, 8)
end
print(string.format("%d", deep))
