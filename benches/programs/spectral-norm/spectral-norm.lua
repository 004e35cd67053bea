-- The spectral norm of the infinite matrix a(i, j) = 1 / ((i+j)(i+j+1)/2 + i+1),
-- cut to 3000 x 3000, by ten rounds of the power method. Prints the norm in
-- units of 1e-9, rounded down. (Rows and columns count from 1 here.)

local function element(i, j)
    return 1.0 / ((i + j - 2) * (i + j - 1) * 0.5 + i)
end

local function times(v, out, n)
    for i = 1, n do
        local sum = 0.0
        for j = 1, n do
            sum = sum + element(i, j) * v[j]
        end
        out[i] = sum
    end
end

local function timesTransposed(v, out, n)
    for i = 1, n do
        local sum = 0.0
        for j = 1, n do
            sum = sum + element(j, i) * v[j]
        end
        out[i] = sum
    end
end

local function norm(n)
    local u, v, w = {}, {}, {}
    for i = 1, n do
        u[i] = 1.0
        v[i] = 0.0
        w[i] = 0.0
    end
    for round = 1, 10 do
        times(u, w, n)
        timesTransposed(w, v, n)
        times(v, w, n)
        timesTransposed(w, u, n)
    end
    local uv = 0.0
    local vv = 0.0
    for i = 1, n do
        uv = uv + u[i] * v[i]
        vv = vv + v[i] * v[i]
    end
    return math.sqrt(uv / vv)
end

print(string.format("%d", math.floor(norm(3000) * 1000000000.0)))
