-- One long counting loop: the sum of 1..n modulo a prime, reduced by a
-- subtraction so that the loop holds a data-dependent branch.
-- Prints the sum for n = 450000000.

local function sumTo(n)
    local total = 0
    for i = 1, n do
        total = total + i
        if total >= 1000000007 then
            total = total - 1000000007
        end
    end
    return total
end

print(string.format("%d", sumTo(450000000)))
