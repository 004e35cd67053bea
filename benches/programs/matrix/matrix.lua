-- Matrices as tables: products, sums, transposes, the LU decomposition with
-- exchange of rows, the solution of systems of equations, and the greatest eigenvalue
-- by power iteration, all of 180 x 180 floats. Prints the results in units of
-- 1e-6, rounded down.

local abs = math.abs

-- Both triangles in one matrix; `order` tells the row that each row was.
local Decomposition = {}
Decomposition.__index = Decomposition

local Matrix = {}
Matrix.__index = Matrix

function Matrix.new(rows, columns)
    local data = {}
    for i = 1, rows * columns do
        data[i] = 0.0
    end
    return setmetatable({rows = rows, columns = columns, data = data}, Matrix)
end

function Matrix.identity(n)
    local result = Matrix.new(n, n)
    for i = 1, n do
        result:set(i, i, 1.0)
    end
    return result
end

function Matrix:get(row, column)
    return self.data[(row - 1) * self.columns + column]
end

function Matrix:set(row, column, value)
    self.data[(row - 1) * self.columns + column] = value
end

function Matrix:copy()
    return self:scale(1.0)
end

function Matrix:plus(other)
    local result = Matrix.new(self.rows, self.columns)
    local to = result.data
    local a = self.data
    local b = other.data
    for i = 1, #to do
        to[i] = a[i] + b[i]
    end
    return result
end

function Matrix:scale(factor)
    local result = Matrix.new(self.rows, self.columns)
    local to = result.data
    local from = self.data
    for i = 1, #to do
        to[i] = from[i] * factor
    end
    return result
end

function Matrix:minus(other)
    return self:plus(other:scale(-1.0))
end

function Matrix:transpose()
    local result = Matrix.new(self.columns, self.rows)
    for i = 1, self.rows do
        for j = 1, self.columns do
            result:set(j, i, self:get(i, j))
        end
    end
    return result
end

function Matrix:times(other)
    local result = Matrix.new(self.rows, other.columns)
    for i = 1, self.rows do
        for j = 1, other.columns do
            local sum = 0.0
            for k = 1, self.columns do
                sum = sum + self:get(i, k) * other:get(k, j)
            end
            result:set(i, j, sum)
        end
    end
    return result
end

function Matrix:trace()
    local sum = 0.0
    for i = 1, self.rows do
        sum = sum + self:get(i, i)
    end
    return sum
end

-- The square root of the sum of all squares.
function Matrix:norm()
    local sum = 0.0
    for _, value in ipairs(self.data) do
        sum = sum + value * value
    end
    return math.sqrt(sum)
end

function Matrix:swapRows(a, b)
    for j = 1, self.columns do
        local kept = self:get(a, j)
        self:set(a, j, self:get(b, j))
        self:set(b, j, kept)
    end
end

function Matrix:decompose()
    return Decomposition.new(self)
end

function Decomposition.new(matrix)
    local n = matrix.rows
    local lu = matrix:copy()
    local order = {}
    local sign = 1.0
    for i = 1, n do
        order[i] = i
    end
    for k = 1, n do
        local best = k
        for i = k + 1, n do
            if abs(lu:get(i, k)) > abs(lu:get(best, k)) then
                best = i
            end
        end
        if best ~= k then
            lu:swapRows(k, best)
            order[k], order[best] = order[best], order[k]
            sign = 0.0 - sign
        end
        for i = k + 1, n do
            local factor = lu:get(i, k) / lu:get(k, k)
            lu:set(i, k, factor)
            for j = k + 1, n do
                lu:set(i, j, lu:get(i, j) - factor * lu:get(k, j))
            end
        end
    end
    return setmetatable({lu = lu, order = order, sign = sign}, Decomposition)
end

function Decomposition:determinant()
    local product = self.sign
    for i = 1, self.lu.rows do
        product = product * self.lu:get(i, i)
    end
    return product
end

-- The matrix x for which the decomposed one times x is `right`.
function Decomposition:solve(right)
    local lu = self.lu
    local n = lu.rows
    local x = Matrix.new(n, right.columns)
    for column = 1, right.columns do
        for i = 1, n do
            local sum = right:get(self.order[i], column)
            for j = 1, i - 1 do
                sum = sum - lu:get(i, j) * x:get(j, column)
            end
            x:set(i, column, sum)
        end
        for i = n, 1, -1 do
            local sum = x:get(i, column)
            for j = i + 1, n do
                sum = sum - lu:get(i, j) * x:get(j, column)
            end
            x:set(i, column, sum / lu:get(i, i))
        end
    end
    return x
end

-- The greatest eigenvalue of a symmetric matrix.
local function greatestEigenvalue(matrix, steps)
    local vector = Matrix.new(matrix.rows, 1)
    for i = 1, matrix.rows do
        vector:set(i, 1, 1.0)
    end
    local value = 0.0
    for step = 1, steps do
        local next = matrix:times(vector)
        value = next:norm()
        vector = next:scale(1.0 / value)
    end
    return value
end

local function report(value)
    print(string.format("%d", math.floor(value * 1000000.0)))
end

local function main(n)
    local seed = 17
    local a = Matrix.new(n, n)
    for i = 1, n do
        for j = 1, n do
            seed = seed * 16807 % 2147483647
            a:set(i, j, seed % 2000 / 1000.0 - 1.0)
        end
    end
    local symmetric = a:plus(a:transpose()):scale(0.5)
    local product = a:times(a:transpose())
    report(a:trace())
    report(product:trace())
    report(product:minus(product:transpose()):norm())

    local power = a
    for i = 1, 5 do
        power = power:times(a):scale(0.1)
    end
    report(power:norm())

    local shifted = symmetric:plus(Matrix.identity(n):scale(20.0))
    report(greatestEigenvalue(shifted, 300))
    local decomposition = shifted:scale(0.05):decompose()
    report(decomposition:determinant())
    local inverse = decomposition:solve(Matrix.identity(n))
    report(inverse:trace())
    local rest = shifted:scale(0.05):times(inverse):minus(Matrix.identity(n))
    report(rest:norm())

    local sum = 0.0
    for i = 0, 4 do
        sum = sum + a:plus(Matrix.identity(n):scale(i * 0.5)):decompose():solve(symmetric):norm()
    end
    report(sum)
end

main(180)
