-- Pancake flipping: over all permutations of 1..n, reverse the first p[1]
-- elements until the first is 1. Prints the alternating sum of the numbers of
-- flips and the largest of them, for n = 10.

local function fannkuch(n)
    local perm = {}
    local flipped = {}
    local counts = {}
    for i = 1, n do
        perm[i] = i
        flipped[i] = 0
        counts[i] = 0
    end
    local sum = 0
    local most = 0
    local sign = 1
    local level = n
    while true do
        while level > 1 do
            counts[level] = level
            level = level - 1
        end

        for i = 1, n do
            flipped[i] = perm[i]
        end
        local flips = 0
        local first = flipped[1]
        while first ~= 1 do
            local lo = 1
            local hi = first
            while lo < hi do
                local t = flipped[lo]
                flipped[lo] = flipped[hi]
                flipped[hi] = t
                lo = lo + 1
                hi = hi - 1
            end
            flips = flips + 1
            first = flipped[1]
        end
        sum = sum + sign * flips
        if flips > most then
            most = flips
        end
        sign = 0 - sign

        -- The next permutation: rotate the first level + 1 elements by one.
        while true do
            if level == n then
                return sum, most
            end
            local head = perm[1]
            for i = 1, level do
                perm[i] = perm[i + 1]
            end
            perm[level + 1] = head
            counts[level + 1] = counts[level + 1] - 1
            if counts[level + 1] > 0 then
                break
            end
            level = level + 1
        end
    end
end

local sum, most = fannkuch(10)
print(string.format("%d", sum))
print(string.format("%d", most))
