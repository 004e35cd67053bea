-- String building: writes numbers in base 3 by appending one digit at a time,
-- counts the results in a table, and collects them on pages of at least 4000
-- characters, each page built by appending too. Prints the number of distinct strings,
-- the number of full pages, the characters appended in all and a checksum.

local function inBase3(n)
    local digits = ""
    while n > 0 do
        local digit = n % 3
        if digit == 0 then
            digits = digits .. "0"
        elseif digit == 1 then
            digits = digits .. "1"
        else
            digits = digits .. "2"
        end
        n = (n - digit) / 3
    end
    return digits
end

local function main(rounds)
    local counts = {}
    local distinct = 0
    local page = ""
    local pages = 0
    local appended = 0
    local check = 0
    for i = 1, rounds do
        local word = inBase3(i * 7 % 20011 + 1)
        local seen = (counts[word] or 0) + 1
        if seen == 1 then
            distinct = distinct + 1
        end
        counts[word] = seen
        check = check + seen * #word
        page = page .. word
        page = page .. ","
        if #page >= 4000 then
            appended = appended + #page
            pages = pages + 1
            page = ""
        end
    end
    appended = appended + #page
    print(string.format("%d", distinct))
    print(string.format("%d", pages))
    print(string.format("%d", appended))
    print(string.format("%d", check))
end

main(500000)
