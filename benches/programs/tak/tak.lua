-- Takeuchi's function: three-way recursion whose arguments are calls. Prints tak(24, 16, 8)
-- and how often the function was called for tak(18, 12, 6).

local function tak(x, y, z)
    if y >= x then
        return z
    end
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
end

local calls = 0

local function counted(x, y, z)
    calls = calls + 1
    if y >= x then
        return z
    end
    return counted(counted(x - 1, y, z), counted(y - 1, z, x), counted(z - 1, x, y))
end

local sum = 0
for i = 0, 59 do
    sum = sum + tak(24, 16, 8 + i % 2)
end
print(string.format("%d", sum))
counted(18, 12, 6)
print(string.format("%d", calls))
