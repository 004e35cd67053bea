-- JSON: makes a document of 8000 records, prints it as text, parses the text and
-- prints what was parsed again. Prints the length of the text, whether both texts
-- are the same, sums over the parsed records and a checksum over the text.

local sub = string.sub

local ESCAPES = {
    ["\""] = "\\\"", ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r",
}

local UNESCAPES = {
    ["\""] = "\"", ["\\"] = "\\", ["/"] = "/", n = "\n", t = "\t", r = "\r",
}

-- Stands for null, which a table cannot hold.
local null = {}

local Array = {}
Array.__index = Array

function Array.new()
    return setmetatable({}, Array)
end

-- An object keeps the order of its keys.
local Object = {}
Object.__index = Object

function Object.new()
    return setmetatable({keys = {}, members = {}}, Object)
end

function Object:get(key)
    return self.members[key]
end

function Object:set(key, value)
    if self.members[key] == nil then
        self.keys[#self.keys + 1] = key
    end
    self.members[key] = value
end

local Printer = {}
Printer.__index = Printer

function Printer.new()
    return setmetatable({parts = {}}, Printer)
end

function Printer:put(part)
    self.parts[#self.parts + 1] = part
end

function Printer:print(value)
    self:value(value)
    return table.concat(self.parts)
end

function Printer:value(value)
    local kind = type(value)
    if kind == "string" then
        self:string(value)
    elseif kind == "number" then
        self:put(string.format("%d", value))
    elseif kind == "boolean" then
        self:put(tostring(value))
    elseif value == null then
        self:put("null")
    elseif getmetatable(value) == Array then
        self:array(value)
    else
        self:object(value)
    end
end

function Printer:string(text)
    self:put("\"")
    local from = 1
    for i = 1, #text do
        local escape = ESCAPES[sub(text, i, i)]
        if escape ~= nil then
            self:put(sub(text, from, i - 1))
            self:put(escape)
            from = i + 1
        end
    end
    self:put(sub(text, from))
    self:put("\"")
end

function Printer:array(items)
    self:put("[")
    for i = 1, #items do
        if i > 1 then
            self:put(",")
        end
        self:value(items[i])
    end
    self:put("]")
end

function Printer:object(object)
    local separator = "{"
    for _, key in ipairs(object.keys) do
        self:put(separator)
        self:string(key)
        self:put(":")
        self:value(object.members[key])
        separator = ","
    end
    self:put(separator == "{" and "{}" or "}")
end

local Parser = {}
Parser.__index = Parser

function Parser.new(text)
    return setmetatable({text = text, at = 1}, Parser)
end

function Parser:parse()
    local value = self:value()
    self:skipSpace()
    if self.at <= #self.text then
        self:fail("the end")
    end
    return value
end

function Parser:fail(wanted)
    error(string.format("expected %s at %d", wanted, self.at - 1))
end

-- The next character, or an empty string at the end.
function Parser:peek()
    return sub(self.text, self.at, self.at)
end

function Parser:skipSpace()
    local c = self:peek()
    while c == " " or c == "\n" or c == "\t" or c == "\r" do
        self.at = self.at + 1
        c = self:peek()
    end
end

function Parser:expect(c)
    self:skipSpace()
    if self:peek() ~= c then
        self:fail(c)
    end
    self.at = self.at + 1
end

-- Goes past a character if it comes next.
function Parser:accept(c)
    self:skipSpace()
    if self:peek() == c then
        self.at = self.at + 1
        return true
    end
    return false
end

function Parser:value()
    self:skipSpace()
    local c = self:peek()
    if c == "\"" then
        return self:string()
    end
    if c == "{" then
        return self:object()
    end
    if c == "[" then
        return self:array()
    end
    if c == "t" then
        return self:word("true", true)
    end
    if c == "f" then
        return self:word("false", false)
    end
    if c == "n" then
        return self:word("null", null)
    end
    return self:number()
end

function Parser:word(word, value)
    local stop = self.at + #word
    if sub(self.text, self.at, stop - 1) ~= word then
        self:fail(word)
    end
    self.at = stop
    return value
end

function Parser:number()
    local start = self.at
    if self:peek() == "-" then
        self.at = self.at + 1
    end
    local digits = self.at
    local c = self:peek()
    while c >= "0" and c <= "9" do
        self.at = self.at + 1
        c = self:peek()
    end
    if self.at == digits then
        self:fail("a value")
    end
    return tonumber(sub(self.text, start, self.at - 1))
end

function Parser:string()
    self:expect("\"")
    local parts = {}
    local from = self.at
    local c = self:peek()
    while c ~= "\"" do
        if c == "" then
            self:fail("a quote")
        end
        if c == "\\" then
            parts[#parts + 1] = sub(self.text, from, self.at - 1)
            self.at = self.at + 1
            local meant = UNESCAPES[self:peek()]
            if meant == nil then
                self:fail("an escape")
            end
            parts[#parts + 1] = meant
            from = self.at + 1
        end
        self.at = self.at + 1
        c = self:peek()
    end
    local rest = sub(self.text, from, self.at - 1)
    self.at = self.at + 1
    if #parts == 0 then
        return rest
    end
    parts[#parts + 1] = rest
    return table.concat(parts)
end

function Parser:array()
    self:expect("[")
    local items = Array.new()
    if self:accept("]") then
        return items
    end
    repeat
        items[#items + 1] = self:value()
    until not self:accept(",")
    self:expect("]")
    return items
end

function Parser:object()
    self:expect("{")
    local object = Object.new()
    if self:accept("}") then
        return object
    end
    repeat
        self:skipSpace()
        local key = self:string()
        self:expect(":")
        object:set(key, self:value())
    until not self:accept(",")
    self:expect("}")
    return object
end

local function makeRandom(seed)
    return function(limit)
        seed = seed * 16807 % 2147483647
        return seed % limit
    end
end

local function makeRecord(random, id)
    local tags = Array.new()
    for i = random(4), 1, -1 do
        tags[#tags + 1] = string.format("tag%d", random(50))
    end
    local record = Object.new()
    record:set("id", id)
    record:set("name", string.format("record number %d", id))
    record:set("note", id % 3 == 0 and "a \"quoted\" word,\n\ttabs and \\ strokes" or "")
    record:set("active", random(2) == 0)
    record:set("balance", random(200001) - 100000)
    record:set("tags", tags)
    local parent = null
    if id % 5 ~= 0 then
        parent = Object.new()
        parent:set("id", random(id))
        parent:set("kind", "link")
    end
    record:set("parent", parent)
    return record
end

local function main(records)
    local random = makeRandom(11)
    local made = Array.new()
    for id = 1, records do
        made[id] = makeRecord(random, id)
    end
    local document = Object.new()
    document:set("version", 1)
    document:set("records", made)
    document:set("empty", Object.new())
    local text = Printer.new():print(document)
    local parsed = Parser.new(text):parse()
    local again = Printer.new():print(parsed)

    local active = 0
    local balance = 0
    local tags = 0
    local parents = 0
    for _, record in ipairs(parsed:get("records")) do
        if record:get("active") then
            active = active + 1
        end
        balance = balance + record:get("balance")
        tags = tags + #record:get("tags")
        local parent = record:get("parent")
        if parent ~= null then
            parents = parents + parent:get("id")
        end
    end
    local check = 0
    for i = 1, #again, 101 do
        check = (check * 31 + again:byte(i)) % 1000000007
    end
    print(string.format("%d", #text))
    print(text == again and "the same" or "different")
    print(string.format("%d", active))
    print(string.format("%d", balance))
    print(string.format("%d", tags))
    print(string.format("%d", parents))
    print(string.format("%d", check))
end

main(8000)
