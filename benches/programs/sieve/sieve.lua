-- The sieve of Eratosthenes over an array of booleans, several rounds.
-- Prints the number of primes up to 2000000 and the last of them.

local function sieve(n)
    local prime = {}
    for i = 1, n do
        prime[i] = true
    end
    local count = 0
    local last = 0
    for i = 2, n do
        if prime[i] then
            count = count + 1
            last = i
            for k = i * i, n, i do
                prime[k] = false
            end
        end
    end
    return count, last
end

local count, last
for round = 1, 25 do
    count, last = sieve(2000000)
end
print(string.format("%d", count))
print(string.format("%d", last))
