-- Twelve branches in sequence, each taken in about half of the rounds: what a pseudorandom
-- number leaves when divided decides. Prints three sums that all branches change, at the end.

local function run(rounds)
    local seed = 12345
    local a = 0
    local b = 0
    local c = 0
    for _ = 1, rounds do
        seed = seed * 16807 % 2147483647
        if seed % 2 < 1 then
            a = a + 1
        else
            a = a + 2
        end
        if seed % 3 < 1 then
            b = b + a
        else
            b = b - 1
        end
        if seed % 5 < 2 then
            c = c + 3
        else
            c = c + b
        end
        if seed % 7 < 3 then
            a = a - c
        else
            a = a + 5
        end
        if seed % 11 < 5 then
            b = b + 7
        else
            b = b - c
        end
        if seed % 13 < 6 then
            c = c - 2
        else
            c = c + 9
        end
        if seed % 17 < 8 then
            a = a + b
        else
            a = a - 4
        end
        if seed % 19 < 9 then
            b = b - 6
        else
            b = b + c
        end
        if seed % 23 < 11 then
            c = c + a
        else
            c = c - 8
        end
        if seed % 29 < 14 then
            a = a - 3
        else
            a = a + c
        end
        if seed % 31 < 15 then
            b = b - a
        else
            b = b + 10
        end
        if seed % 37 < 18 then
            c = c + 11
        else
            c = c - b
        end
        a = a % 1000003
        b = b % 1000003
        c = c % 1000003
    end
    return a, b, c
end

local a, b, c = run(4000000)
print(string.format("%d", a))
print(string.format("%d", b))
print(string.format("%d", c))
