-- Quicksort (Hoare's partition around the middle element) of pseudo-random
-- integers. Prints the descents left (none), their sum, and a checksum that
-- depends on every position.

local floor = math.floor

local function fill(n, seed)
    local xs = {}
    for i = 1, n do
        seed = seed * 16807 % 2147483647
        xs[i] = seed
    end
    return xs
end

local function quicksort(xs, low, high)
    local pivot = xs[floor((low + high) / 2)]
    local i = low
    local j = high
    while i <= j do
        while xs[i] < pivot do
            i = i + 1
        end
        while xs[j] > pivot do
            j = j - 1
        end
        if i <= j then
            local t = xs[i]
            xs[i] = xs[j]
            xs[j] = t
            i = i + 1
            j = j - 1
        end
    end
    if low < j then
        quicksort(xs, low, j)
    end
    if i < high then
        quicksort(xs, i, high)
    end
end

local function main(n)
    local xs = fill(n, 42)
    quicksort(xs, 1, n)
    local descents = 0
    local sum = xs[1]
    local check = xs[1] % 1009
    for i = 2, n do
        if xs[i] < xs[i - 1] then
            descents = descents + 1
        end
        sum = sum + xs[i]
        check = check + xs[i] % 1009 * ((i - 1) % 101)
    end
    print(string.format("%d", descents))
    print(string.format("%d", sum))
    print(string.format("%d", check))
end

main(2000000)
