-- A tokenizer: writes the source text of a program of 40000 random statements,
-- splits it into tokens and counts these by kind and the names by spelling. Prints
-- the length of the text, the number of lines, the counts, the most frequent name
-- and a checksum over all tokens.

local sub = string.sub

local Random = {}
Random.__index = Random

function Random.new(seed)
    return setmetatable({seed = seed}, Random)
end

function Random:below(limit)
    self.seed = self.seed * 16807 % 2147483647
    return self.seed % limit
end

function Random:pick(list)
    return list[self:below(#list) + 1]
end

-- Writes programs at random.
local Author = {}
Author.__index = Author

function Author.new(seed)
    return setmetatable({random = Random.new(seed), parts = {}}, Author)
end

function Author:put(part)
    self.parts[#self.parts + 1] = part
end

function Author:name()
    local a = self.random:pick({"count", "total", "next", "left", "right", "x", "y", "item"})
    return a .. self.random:pick({"", "", "_1", "_2", "Of", "In"})
end

function Author:expression(depth)
    local choice = self.random:below(depth > 2 and 4 or 7)
    if choice < 2 then
        self:put(self:name())
    elseif choice == 2 then
        self:put(string.format("%d", self.random:below(100000)))
    elseif choice == 3 then
        self:put("\"some " .. self:name() .. "\"")
    elseif choice == 4 then
        self:put("(")
        self:expression(depth + 1)
        self:put(")")
    else
        self:expression(depth + 1)
        self:put(self.random:pick({" + ", " - ", " * ", " / ", " == ", " <= ", " < ", " && "}))
        self:expression(depth + 1)
    end
end

function Author:statement()
    local choice = self.random:below(6)
    if choice < 2 then
        self:put("let " .. self:name() .. " = ")
        self:expression(0)
        self:put(";\n")
    elseif choice == 2 then
        self:put("if (")
        self:expression(0)
        self:put(") {\n    return ")
        self:expression(0)
        self:put(";\n}\n")
    elseif choice == 3 then
        self:put("while (")
        self:expression(1)
        self:put(") { " .. self:name() .. " = ")
        self:expression(1)
        self:put("; }\n")
    elseif choice == 4 then
        self:put("// what follows is about " .. self:name() .. "\n")
    else
        local name = self:name()
        self:put("fn " .. name .. "(" .. self:name() .. ") { ")
        self:expression(0)
        self:put(" }\n")
    end
end

function Author:write(statements)
    for i = 1, statements do
        self:statement()
    end
    return table.concat(self.parts)
end

local KEYWORDS = {["let"] = true, ["fn"] = true, ["if"] = true, ["while"] = true, ["return"] = true}

local Token = {}
Token.__index = Token

function Token.new(kind, text, line)
    return setmetatable({kind = kind, text = text, line = line}, Token)
end

local function isLetter(c)
    return c >= "a" and c <= "z" or c >= "A" and c <= "Z" or c == "_"
end

local function isDigit(c)
    return c >= "0" and c <= "9"
end

local Tokenizer = {}
Tokenizer.__index = Tokenizer

function Tokenizer.new(text)
    return setmetatable({text = text, size = #text, at = 1, line = 1}, Tokenizer)
end

function Tokenizer:skipSpace()
    while self.at <= self.size do
        local c = sub(self.text, self.at, self.at)
        if c == "\n" then
            self.line = self.line + 1
        elseif c ~= " " then
            return
        end
        self.at = self.at + 1
    end
end

-- The next token, or nil at the end.
function Tokenizer:next()
    self:skipSpace()
    if self.at > self.size then
        return nil
    end
    local c = sub(self.text, self.at, self.at)
    if isLetter(c) then
        return self:word()
    end
    if isDigit(c) then
        return self:number()
    end
    if c == "\"" then
        return self:string()
    end
    return self:operator(c)
end

function Tokenizer:token(kind, start)
    return Token.new(kind, sub(self.text, start, self.at - 1), self.line)
end

function Tokenizer:word()
    local start = self.at
    while self.at <= self.size do
        local c = sub(self.text, self.at, self.at)
        if not (isLetter(c) or isDigit(c)) then
            break
        end
        self.at = self.at + 1
    end
    local token = self:token("name", start)
    if KEYWORDS[token.text] then
        token.kind = "keyword"
    end
    return token
end

function Tokenizer:number()
    local start = self.at
    while self.at <= self.size and isDigit(sub(self.text, self.at, self.at)) do
        self.at = self.at + 1
    end
    return self:token("number", start)
end

function Tokenizer:string()
    local start = self.at
    self.at = self.at + 1
    while self.at <= self.size and sub(self.text, self.at, self.at) ~= "\"" do
        self.at = self.at + 1
    end
    self.at = self.at + 1
    return self:token("string", start)
end

function Tokenizer:operator(c)
    local start = self.at
    self.at = self.at + 1
    local next = sub(self.text, self.at, self.at)
    if c == "/" and next == "/" then
        while self.at <= self.size and sub(self.text, self.at, self.at) ~= "\n" do
            self.at = self.at + 1
        end
        return self:token("comment", start)
    end
    if next == "=" and (c == "=" or c == "<") or c == "&" and next == "&" then
        self.at = self.at + 1
    end
    return self:token("operator", start)
end

local function main(statements)
    local text = Author.new(5):write(statements)
    local tokenizer = Tokenizer.new(text)
    local tokens = {}
    local token = tokenizer:next()
    while token ~= nil do
        tokens[#tokens + 1] = token
        token = tokenizer:next()
    end

    local kinds = {}
    local names = {}
    local distinct = 0
    local check = 0
    for _, token in ipairs(tokens) do
        kinds[token.kind] = (kinds[token.kind] or 0) + 1
        if token.kind == "name" then
            if names[token.text] == nil then
                distinct = distinct + 1
            end
            names[token.text] = (names[token.text] or 0) + 1
        end
        check = (check * 31 + #token.text + token.line) % 1000000007
    end
    print(string.format("%d", #text))
    print(string.format("%d", tokenizer.line))
    for _, kind in ipairs({"keyword", "name", "number", "string", "operator", "comment"}) do
        print(string.format("%s %d", kind, kinds[kind]))
    end
    local best = ""
    local most = 0
    for name, count in pairs(names) do
        if count > most or count == most and name < best then
            best = name
            most = count
        end
    end
    print(string.format("%d", distinct))
    print(string.format("%s %d", best, most))
    print(string.format("%d", check))
end

main(40000)
