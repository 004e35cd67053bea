-- The Collatz map: halve an even number, triple an odd one and add one.
-- Prints the start below 1000000 with the longest way down to 1, the length of
-- that way, and the steps taken in all.

local function longest(limit)
    local best = 1
    local bestSteps = 0
    local total = 0
    for start = 1, limit - 1 do
        local n = start
        local steps = 0
        while n ~= 1 do
            if n % 2 == 0 then
                n = n / 2 -- exact: n is even
            else
                n = 3 * n + 1
            end
            steps = steps + 1
        end
        total = total + steps
        if steps > bestSteps then
            best = start
            bestSteps = steps
        end
    end
    return best, bestSteps, total
end

local best, bestSteps, total = longest(1000000)
print(string.format("%d", best))
print(string.format("%d", bestSteps))
print(string.format("%d", total))
