-- Three nested counting loops: Pythagorean triples a <= b <= c <= n by brute
-- force. Prints how many there are for n = 1800, and the sum of their sides.

local function triples(n)
    local count = 0
    local sides = 0
    for a = 1, n do
        for b = a, n do
            local square = a * a + b * b
            for c = b, n do
                if c * c == square then
                    count = count + 1
                    sides = sides + a + b + c
                end
            end
        end
    end
    return count, sides
end

local count, sides = triples(1800)
print(string.format("%d", count))
print(string.format("%d", sides))
