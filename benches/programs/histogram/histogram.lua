-- A histogram over strings: spells words out of numbers (small numbers are the more
-- frequent), counts the words of each of ten chapters in a table and the letters of
-- the words by length, merges the chapters and sorts the entries. Prints how
-- many words there are, how many differ, a checksum over the whole order, the ten
-- most frequent ones and a bar for each length.

local floor = math.floor

local CONSONANTS = {"b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z"}
local VOWELS = {"a", "e", "i", "o", "u"}

local Random = {}
Random.__index = Random

function Random.new(seed)
    return setmetatable({seed = seed}, Random)
end

function Random:below(limit)
    self.seed = self.seed * 16807 % 2147483647
    return self.seed % limit
end

-- The smallest of three.
function Random:small(limit)
    local a = self:below(limit)
    local b = self:below(limit)
    local c = self:below(limit)
    local least = a < b and a or b
    return least < c and least or c
end

local Entry = {}
Entry.__index = Entry

function Entry.new(key, count)
    return setmetatable({key = key, count = count}, Entry)
end

function Entry:isBefore(other)
    if self.count ~= other.count then
        return self.count > other.count
    end
    return self.key < other.key
end

local Histogram = {}
Histogram.__index = Histogram

function Histogram.new()
    return setmetatable({counts = {}, distinct = 0, total = 0}, Histogram)
end

function Histogram:add(key, n)
    n = n or 1
    local seen = self.counts[key]
    if seen == nil then
        self.distinct = self.distinct + 1
    end
    self.counts[key] = (seen or 0) + n
    self.total = self.total + n
end

function Histogram:size()
    return self.distinct
end

function Histogram:merge(other)
    for key, count in pairs(other.counts) do
        self:add(key, count)
    end
end

function Histogram:ranking()
    local ranking = {}
    for key, count in pairs(self.counts) do
        ranking[#ranking + 1] = Entry.new(key, count)
    end
    table.sort(ranking, function(a, b) return a:isBefore(b) end)
    return ranking
end

local function spell(number)
    local word = ""
    repeat
        word = word .. CONSONANTS[number % 15 + 1]
        number = floor(number / 15)
        word = word .. VOWELS[number % 5 + 1]
        number = floor(number / 5)
    until number == 0
    return word
end

local function bar(count, total)
    local line = ""
    for i = 1, floor(count * 60 / total) do
        line = line .. "#"
    end
    return line
end

local function main(chapters, words)
    local random = Random.new(99)
    local book = Histogram.new()
    local lengths = Histogram.new()
    for chapter = 0, chapters - 1 do
        local histogram = Histogram.new()
        for i = 1, words do
            local word = spell(random:small(9000 + chapter * 100))
            histogram:add(word)
            lengths:add(#word)
        end
        book:merge(histogram)
    end
    print(string.format("%d", book.total))
    print(string.format("%d", book:size()))
    local check = 0
    local ranking = book:ranking()
    for _, entry in ipairs(ranking) do
        check = (check * 31 + entry.count + #entry.key) % 1000000007
    end
    print(string.format("%d", check))
    for i = 1, 10 do
        print(string.format("%s %d", ranking[i].key, ranking[i].count))
    end
    for _, entry in ipairs(lengths:ranking()) do
        print(string.format("%d %s", entry.key, bar(entry.count, lengths.total)))
    end
end

main(10, 150000)
