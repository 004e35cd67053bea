-- The product of two square matrices of floats, tables of rows, by the
-- definition. Prints the sum of the elements and the trace, rounded down.

local function matrix(n, seed)
    local rows = {}
    for i = 1, n do
        local row = {}
        for j = 1, n do
            row[j] = ((i - 1) * seed + (j - 1) * 3) % 17 * 0.25
        end
        rows[i] = row
    end
    return rows
end

local function multiply(a, b, n)
    local c = {}
    for i = 1, n do
        local ai = a[i]
        local ci = {}
        for j = 1, n do
            local sum = 0.0
            for k = 1, n do
                sum = sum + ai[k] * b[k][j]
            end
            ci[j] = sum
        end
        c[i] = ci
    end
    return c
end

local function main(n)
    local c = multiply(matrix(n, 5), matrix(n, 7), n)
    local total = 0.0
    local trace = 0.0
    for i = 1, n do
        for j = 1, n do
            total = total + c[i][j]
        end
        trace = trace + c[i][i]
    end
    print(string.format("%d", math.floor(total)))
    print(string.format("%d", math.floor(trace)))
end

main(650)
