-- The Mandelbrot set on a square grid over [-1.5, 0.5] x [-1, 1], at most 100
-- rounds of z = z * z + c a point. Prints how many of 2000 x 2000 points stay,
-- and the rounds in all.

local function mandelbrot(size, limit)
    local inside = 0
    local total = 0
    local scale = 2.0 / size
    for row = 0, size - 1 do
        local ci = row * scale - 1.0
        for column = 0, size - 1 do
            local cr = column * scale - 1.5
            local zr = 0.0
            local zi = 0.0
            local zr2 = 0.0
            local zi2 = 0.0
            local rounds = 0
            while rounds < limit and zr2 + zi2 <= 4.0 do
                zi = 2.0 * zr * zi + ci
                zr = zr2 - zi2 + cr
                zr2 = zr * zr
                zi2 = zi * zi
                rounds = rounds + 1
            end
            total = total + rounds
            if rounds == limit then
                inside = inside + 1
            end
        end
    end
    return inside, total
end

local inside, total = mandelbrot(2000, 100)
print(string.format("%d", inside))
print(string.format("%d", total))
