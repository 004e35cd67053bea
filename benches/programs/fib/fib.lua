-- Fibonacci by double recursion: nothing but calls, comparisons and additions.
-- Prints fib(39).

local function fib(n)
    if n < 2 then
        return n
    end
    return fib(n - 1) + fib(n - 2)
end

print(string.format("%d", fib(39)))
