-- The n queens: counts the ways to put 13 queens on a 13 x 13 board so that none
-- attacks another, row by row, with one table of booleans for each direction.
-- Prints the number of solutions and of queens placed on the way.

local function solve(n)
    local columns = {}
    local rising = {}
    local falling = {}
    for i = 1, n do
        columns[i] = true
    end
    for i = 1, 2 * n do
        rising[i] = true
        falling[i] = true
    end
    local solutions = 0
    local placed = 0

    local function place(row)
        if row > n then
            solutions = solutions + 1
            return
        end
        for column = 1, n do
            local up = row + column
            local down = row - column + n
            if columns[column] and rising[up] and falling[down] then
                columns[column] = false
                rising[up] = false
                falling[down] = false
                placed = placed + 1
                place(row + 1)
                columns[column] = true
                rising[up] = true
                falling[down] = true
            end
        end
    end

    place(1)
    return solutions, placed
end

local solutions, placed = solve(13)
print(string.format("%d", solutions))
print(string.format("%d", placed))
