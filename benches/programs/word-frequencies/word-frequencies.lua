-- Word frequencies: makes eight texts of 500000 words out of syllables with a small
-- linear congruential generator (low word numbers are the more frequent), splits
-- them at the spaces, counts the words in a table and sorts them by frequency.
-- Prints the length of the texts, the number of distinct words, a checksum over
-- the whole ranking and the ten most frequent words.

local function makeRandom(seed)
    return function(limit)
        seed = seed * 16807 % 2147483647
        return seed % limit
    end
end

local function makeWords(random, n)
    local syllables = {"ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "zen"}
    local words = {}
    for i = 1, n do
        local word = ""
        local parts = 2 + random(3)
        for j = 1, parts do
            word = word .. syllables[random(12) + 1]
        end
        words[i] = word
    end
    return words
end

local function makeText(random, words, n)
    local parts = {}
    for i = 1, n do
        local a = random(#words)
        local b = random(#words)
        parts[i] = words[(a < b and a or b) + 1]
    end
    return table.concat(parts, " ")
end

local function countWords(text, counts)
    for word in text:gmatch("[^ ]+") do
        counts[word] = (counts[word] or 0) + 1
    end
end

local function rank(counts)
    local ranking = {}
    for word, count in pairs(counts) do
        ranking[#ranking + 1] = {word, count}
    end
    table.sort(ranking, function(a, b)
        if a[2] ~= b[2] then
            return a[2] > b[2]
        end
        return a[1] < b[1]
    end)
    return ranking
end

local function main(texts, n)
    local random = makeRandom(2024)
    local words = makeWords(random, 4000)
    local counts = {}
    local length = 0
    for i = 1, texts do
        local text = makeText(random, words, n)
        length = length + #text
        countWords(text, counts)
    end
    local ranking = rank(counts)
    local check = 0
    for i = 1, #ranking do
        check = check + ranking[i][2] * i
    end
    print(string.format("%d", length))
    print(string.format("%d", #ranking))
    print(string.format("%d", check))
    for i = 1, 10 do
        print(string.format("%s %d", ranking[i][1], ranking[i][2]))
    end
end

main(8, 500000)
