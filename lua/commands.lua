-- The debugger's commands: Lua functions on the core that src/debug/lua/core.rs makes.
--
--   breakpoint("sum.monkey", 3)      returns what help says; at the prompt it is printed too
--
-- A command is a row of `commands`: its name, its letter, its function. What it returns has no text that scripts
-- would have to take apart.
--
-- Invariant: a command prints with `say` alone, which is silent in scripts.

local core, help_texts = ...
local say = core.say

local function paint(code, text)
    if core.colours() then return "\27[" .. code .. "m" .. text .. "\27[0m" end
    return text
end

local function place_of(at)
    return ("%s:%d"):format(at.file, at.line)
end

-- Source

local listed = { file = nil, last = 0 }

-- Prints the lines around one of them.
local function show_source(at, around)
    local ok, _, lines = pcall(core.source, at.file)
    if not ok or #lines == 0 or at.line == 0 then return end
    for n = math.max(1, at.line - around), math.min(#lines, at.line + around) do
        local mark = n == at.line and "->" or "  "
        local text = ("%s %4d  %s"):format(mark, n, lines[n])
        say(n == at.line and paint("1", text) or text)
    end
    listed.file, listed.last = at.file, math.min(#lines, at.line + around)
end

-- Where it is

local function why(stop)
    local reason = stop.reason
    if reason == "breakpoint" then
        return "breakpoint " .. table.concat(stop.breakpoints, ", ")
    elseif reason == "condition failed" then
        return ("condition of breakpoint %d failed: %s"):format(stop.breakpoints[1], stop.message)
    elseif reason == "watch" then
        return ("watch %d: %s was %s, is %s"):format(stop.watch, stop.expression, stop.oldText, stop.newText)
    elseif reason == "finished" then
        return "returned " .. stop.text
    elseif reason == "throw" then
        return "throws " .. stop.text
    end
    return reason
end

local function show_stop(stop)
    if stop.reason == "ended" then
        if stop.message then
            say(paint("31", "the program failed: " .. stop.message))
            if stop.file then say(("  at %s:%d:%d"):format(stop.file, stop.line, stop.column)) end
            for _, frame in ipairs(stop.stack) do
                say(("  %s at %s:%d"):format(frame.func, frame.file, frame.line))
            end
        elseif stop.text then
            say("the program has ended; it returned " .. stop.text)
        else
            say(("the program has ended with status %d"):format(stop.status))
        end
    elseif stop.reason == "killed" then
        say("the program was killed")
    elseif stop.file then
        say(("%s in %s at %s"):format(paint("33", why(stop)), stop.func, paint("36", place_of(stop))))
        show_source(stop, 2)
    end
    return stop
end

-- Commands

local commands = {}
local letters = {}
local repeated = {}

-- Makes a command. `letter` may be nil. `again`: Enter repeats it.
local function command(name, letter, action, again)
    commands[name] = action
    _G[name] = action
    if letter then
        letters[letter] = name
        commands[letter] = action
        _G[letter] = action
    end
    if again then
        repeated[name] = true
        if letter then repeated[letter] = true end
    end
end

local function moving(name, letter, kind)
    command(name, letter, function(n) return show_stop(core.move(kind or name, n)) end, true)
end

moving("continue", "c")
moving("step", "s")
moving("next", "n")
moving("finish", "f")
moving("until", "u")
moving("stepi", "i", "instruction")
-- `until` is a word of Lua; this is its name in scripts.
advance = commands["until"]

command("restart", "r", function() return show_stop(core.restart()) end)
command("kill", "k", function() return show_stop(core.kill()) end)

-- Breakpoints

local function describe(b)
    local parts = { ("breakpoint %d at %s"):format(b.id, b.place) }
    if b.condition then parts[#parts + 1] = "if " .. b.condition end
    if b.log then parts[#parts + 1] = ("log %q"):format(b.log) end
    if b.temporary then parts[#parts + 1] = "temporary" end
    if not b.enabled then parts[#parts + 1] = "disabled" end
    if b.ignore > 0 then parts[#parts + 1] = ("ignores %d"):format(b.ignore) end
    if b.hits > 0 then parts[#parts + 1] = "hits: " .. b.hits end
    return table.concat(parts, ", ")
end

-- breakpoint(file, line [, condition]), (line [, condition]), (name [, condition]), ("f@12" [, condition]),
-- ("file:3" [, condition]); or a table with file, line, func, address, condition, temporary, log, ignore.
local function wanted(first, second, third)
    if type(first) == "table" then return first end
    if type(first) == "number" then return { line = first, condition = second } end
    if first == nil then
        local here = core.frame()
        return { file = here.file, line = here.line }
    end
    if type(second) == "number" then return { file = first, line = second, condition = third } end
    if first:find("@", 1, true) then return { address = first, condition = second } end
    local file, line = first:match("^(.*):(%d+)$")
    if file then return { file = file, line = tonumber(line), condition = second } end
    return { func = first, condition = second }
end

local function set_breakpoint(...)
    local b = core.breakpoint(wanted(...))
    say(describe(b))
    return b
end

command("breakpoint", "b", set_breakpoint)
command("tbreak", nil, function(...)
    local what = {}
    for name, value in pairs(wanted(...)) do what[name] = value end
    what.temporary = true
    return set_breakpoint(what)
end)

command("breakpoints", nil, function()
    local all = core.breakpoints()
    for _, b in ipairs(all) do say(describe(b)) end
    for _, w in ipairs(core.watches()) do
        say(("watch %d on %s%s, hits: %d"):format(w.id, w.expression, w.enabled and "" or ", disabled", w.hits))
        all[#all + 1] = w
    end
    if #all == 0 then say("no breakpoints") end
    return all
end)

local function change(what)
    return function(id, ...)
        local b = core.change(id, what(...))
        if b then say(describe(b)) end
        return b
    end
end

command("delete", "d", function(id)
    if id then return core.delete(id) end
    for _, b in ipairs(core.breakpoints()) do core.delete(b.id) end
    for _, w in ipairs(core.watches()) do core.delete(w.id) end
end)
command("enable", nil, change(function() return { enabled = true } end))
command("disable", nil, change(function() return { enabled = false } end))
command("ignore", nil, change(function(count) return { ignore = count } end))
command("condition", nil, change(function(condition) return { condition = condition or false } end))

command("catch", nil, function(what)
    local now = core.catch(what)
    say("stops at throws: " .. now)
    return now
end)

command("watch", "w", function(expression)
    local w = core.watch(expression)
    say(("watch %d on %s"):format(w.id, w.expression))
    return w
end)

-- Frames and values

local function show_frame(frame)
    say(("#%d  %s at %s"):format(frame.number, frame.func, paint("36", place_of(frame))))
end

local function show_variables(all, indent)
    for _, v in ipairs(all) do say(("%s%s = %s"):format(indent, v.name, v.text)) end
end

-- backtrace([count] [, "locals"])
command("backtrace", "t", function(count, more)
    if type(count) == "string" then count, more = nil, count end
    local frames = core.frames()
    for n, frame in ipairs(frames) do
        if count and n > count then
            say(("... %d more"):format(#frames - count))
            break
        end
        show_frame(frame)
        if more == "locals" then
            frame.locals = core.locals(frame.number)
            show_variables(frame.locals, "      ")
        end
    end
    if #frames == 0 then say("the program is not running") end
    return frames
end)

local function choose(number)
    local frame = core.frame(number)
    show_frame(frame)
    show_source(frame, 2)
    return frame
end

command("frame", nil, function(number) return choose(number or core.frame().number) end)
command("up", nil, function(count) return choose(core.frame().number + (count or 1)) end)
command("down", nil, function(count) return choose(math.max(0, core.frame().number - (count or 1))) end)

command("locals", "l", function(number)
    local all = core.locals(number)
    show_variables(all, "")
    if #all == 0 then say("no variables") end
    return all
end)
command("globals", "g", function()
    local all = core.globals()
    show_variables(all, "")
    return all
end)

-- registers(), registers(3), registers(3, value)
command("registers", nil, function(number, ...)
    if number == nil then
        local all = core.registers()
        for _, r in ipairs(all) do say(("%-5s %-9s %s"):format(r.name, r.tag, r.text)) end
        return all
    end
    if type(number) == "string" then number = tonumber((number:gsub("^r", ""))) end
    if select("#", ...) > 0 then core.set_register(number, (...)) end
    local r = core.register(number)
    say(("%-5s %-9s %s"):format(r.name, r.tag, r.text))
    return r
end)

-- Whether the entry of the prompt is nothing but an evaluation: within others its value is theirs to show.
local alone = false

command("eval", "e", function(expression, number)
    local value = core.eval(expression, number)
    if alone then say(core.text(value)) end
    return value
end)
command("set", nil, function(name, value)
    core.set(name, value)
    say(("%s = %s"):format(name, core.text(value)))
    return value
end)

-- list(), list(line), list(file, line): ten lines, or those behind the last ones.
command("list", nil, function(first, second)
    local file, line = listed.file, nil
    if type(first) == "string" then file, line = first, second or 1 else line = first end
    if not line and listed.last == 0 then
        local here = core.frame()
        file, line = here.file, here.line
    end
    local from = line and math.max(1, line - 5) or listed.last + 1
    local name, lines = core.source(file)
    local shown = {}
    for n = from, math.min(#lines, from + 9) do
        say(("   %4d  %s"):format(n, lines[n]))
        shown[#shown + 1] = { line = n, text = lines[n] }
    end
    listed.file, listed.last = name, math.min(#lines, from + 9)
    if #shown == 0 then say("no more lines") end
    return shown
end, true)

-- Inside the machine

command("disassemble", nil, function(name)
    local code = core.disassemble(name)
    say(("%s %s"):format(code.id, code.func))
    for _, row in ipairs(code) do
        say(("%s %5d  %4d  %s"):format(row.pc == code.pc and "->" or "  ", row.pc, row.line, row.text))
    end
    return code
end)

command("heap", nil, function()
    local heap = core.heap()
    for _, row in ipairs(heap) do say(("%-10s %8d %12d bytes"):format(row.kind, row.count, row.bytes)) end
    say(("%d bytes in use, %d young and %d full collections"):format(heap.used, heap.young, heap.full))
    return heap
end)

local function site_line(site)
    return ("t%d %s: %s, %d points, %d codes"):format(site.id, site.anchor, site.phase, site.points, site.codes)
end

command("sites", nil, function()
    local all = core.sites()
    for _, site in ipairs(all) do say(site_line(site)) end
    if #all == 0 then say("nothing is hot yet") end
    return all
end)

command("traces", nil, function()
    local all = {}
    for _, site in ipairs(core.sites()) do
        if site.points > 0 then
            say(site_line(site))
            all[#all + 1] = site
        end
    end
    if #all == 0 then say("nothing was recorded yet") end
    return all
end)

local function number_of(id)
    return type(id) == "string" and tonumber((id:gsub("^t", ""))) or id
end

local function stage(name, ...)
    local stages = { ... }
    command(name, nil, function(id)
        local texts = { id = number_of(id) }
        for _, kind in ipairs(stages) do
            texts[kind] = core.stage(number_of(id), kind)
            say(texts[kind])
        end
        return texts
    end)
end

stage("trace", "tree", "graph")
stage("llvm", "llvm")
stage("asm", "asm")

command("exits", nil, function(id)
    local all = core.exits(number_of(id))
    for _, x in ipairs(all) do
        say(("version %d x%d %s at %s: taken %d times, %s"):format(
            x.version, x.exit, x.reason, place_of(x), x.taken, x.path))
    end
    if #all == 0 then say("the tree has no code now") end
    return all
end)

-- Events and the session

command("on", nil, function(event, action) return core.on(event, action) end)
command("where", nil, function() return show_stop(core.stop()) end)
command("status", nil, function(n) return core.status(n) end)
command("verbose", nil, function(on) return core.verbose(on ~= false) end)
command("quit", "q", function(n) return core.quit(n) end)

command("help", "h", function(name)
    if type(name) == "function" then
        for known, action in pairs(commands) do
            if action == name and #known > 1 then name = known end
        end
    end
    if name then
        name = letters[name] or name
        local row = help_texts[name]
        if not row then error("there is no command " .. tostring(name), 0) end
        say(row.use)
        say("  " .. row.does)
        if row.returns then say("  Returns " .. row.returns) end
        return row
    end
    for _, group in ipairs(help_texts.groups) do
        say(paint("1", group.title))
        for _, known in ipairs(group) do
            local letter = ""
            for short, long in pairs(letters) do
                if long == known then letter = short end
            end
            say(("  %-12s %-2s %s"):format(known, letter, help_texts[known].short))
        end
    end
    say("help(\"name\") says more. Commands are Lua functions; at the prompt `b 12` is breakpoint(12).")
    return help_texts
end)

-- For the prompt

local hidden = {}

-- A command with words behind it, as a call.
function hidden.translate(text)
    local name, rest = text:match("^%s*([%a_]+)%s*(.-)%s*$")
    alone = (name == "eval" or name == "e") and (not rest:find("^%(") or rest:find("^%b()$") ~= nil)
    if not name or not commands[name] then return text end
    local call = ("_G[%q]"):format(name)
    if rest == "" then return call .. "()" end
    if rest:find("^[%(]") then return call .. rest end
    if rest:find("^[=%.%[:,%+%-%*/<>~]") and not rest:find("^%-?%d") then return text end
    if name == "eval" or name == "e" or name == "watch" or name == "w" then return ("%s(%q)"):format(call, rest) end
    local id, condition = rest:match("^(%d+)%s+(.+)$")
    if name == "condition" and id then return ("%s(%s, %q)"):format(call, id, condition) end
    local words = {}
    for word in rest:gmatch("%S+") do
        words[#words + 1] = tonumber(word) and word or ("%q"):format(word)
        local condition = rest:match("%sif%s+(.+)$")
        if condition and word ~= "if" and rest:find("^%S+%s+if%s") then
            return ("%s(%s, %q)"):format(call, words[1], condition)
        end
    end
    return ("%s(%s)"):format(call, table.concat(words, ", "))
end

function hidden.show(...)
    for n = 1, select("#", ...) do
        local value = select(n, ...)
        if type(value) == "table" then
            local names = {}
            for name in pairs(value) do names[#names + 1] = tostring(name) end
            table.sort(names)
            say("table: " .. table.concat(names, ", "))
        elseif type(value) == "string" then
            say(("%q"):format(value))
        elseif value ~= nil then
            say(tostring(value))
        end
    end
end

function hidden.greet() show_stop(core.stop()) end

function hidden.repeats(text)
    local name = text:match("^%s*([%a_]+)")
    return repeated[name] == true
end

-- Names, commands and files that may stand at the end of a text.
function hidden.complete(text)
    local start = text:find("[%w_%./%-]*$")
    local word = text:sub(start)
    local found, seen = {}, {}
    local function offer(name)
        if word ~= "" and name:sub(1, #word) == word and name ~= word and not seen[name] then
            seen[name] = true
            found[#found + 1] = name
        end
    end
    for name in pairs(commands) do if #name > 1 then offer(name) end end
    for _, name in ipairs(core.functions()) do offer(name) end
    for _, name in ipairs(core.files()) do offer(name) end
    local ok, all = pcall(core.locals)
    if ok then for _, v in ipairs(all) do offer(v.name) end end
    for _, v in ipairs(core.globals()) do offer(v.name) end
    for name in pairs(_G) do if type(name) == "string" then offer(name) end end
    table.sort(found)
    return start - 1, found
end

core.hidden(hidden)
