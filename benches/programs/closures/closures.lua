-- Closures: counters that share a captured variable with nobody else, called
-- in turn, and function compositions built anew each round. Prints the checksum
-- of all results.

local function makeCounter(step)
    local count = 0
    return function()
        count = count + step
        if count >= 1000003 then
            count = count - 1000003
        end
        return count
    end
end

local function adder(n)
    return function(x) return x + n end
end

local function compose(f, g)
    return function(x) return f(g(x)) end
end

local function main(rounds)
    local counters = {}
    for i = 1, 8 do
        counters[i] = makeCounter(2 * i - 1)
    end
    local double = function(x) return x * 2 end
    local total = 0
    for round = 0, rounds - 1 do
        for i = 1, 8 do
            total = total + counters[i]()
        end
        local both = compose(adder(round), compose(double, adder(1)))
        for i = 0, 3 do
            total = total + both(i)
        end
    end
    return total
end

print(string.format("%d", main(2000000)))
