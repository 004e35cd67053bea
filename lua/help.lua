-- What `help` says of the commands, and what docs/debugger.md is checked against.
--
-- short: one line of the list; use: how it is called; does: what it does; returns: the fields of what it returns.

local place = "file, line, column, func, address"
local stop = "a stop: reason, " .. place
    .. ", and of what it is about: breakpoints, value and text, watch with expression, old and new,"
    .. " status, message and stack"
local breakpoint = "a breakpoint: id, place, line, hits, ignore, enabled, temporary, condition, log, addresses"

local help = {
    groups = {
        { title = "Moving", "continue", "step", "next", "finish", "until", "stepi", "restart", "kill" },
        { title = "Stops", "breakpoint", "tbreak", "breakpoints", "delete", "enable", "disable", "ignore", "condition",
            "catch", "watch" },
        { title = "Looking", "where", "backtrace", "frame", "up", "down", "locals", "globals", "registers", "eval", "set",
            "list" },
        { title = "Inside the machine", "disassemble", "heap", "sites", "traces", "trace", "exits", "llvm", "asm" },
        { title = "The session", "on", "status", "verbose", "help", "quit" },
    },
}

local function row(name, short, use, does, returns)
    help[name] = { name = name, short = short, use = use, does = does, returns = returns }
end

row("continue", "runs to the next stop", "continue()", "Runs at full speed to the next breakpoint, throw that is"
    .. " caught, changed watch, or the end.", stop)
row("step", "runs to another line, into calls", "step()", "Runs until another line, in this function or one that it"
    .. " calls or returns to.", stop)
row("next", "runs to another line, over calls", "next()", "Runs until another line of this function, or until it"
    .. " returns; what it calls runs at full speed.", stop)
row("finish", "runs until the frame returns", "finish([frame])", "Runs at full speed until the selected frame, or"
    .. " that one, returns.", stop)
row("until", "runs to a later line", "until([line]), in scripts advance([line])", "Runs at full speed to that line of"
    .. " this function, or to any later than this one: out of a loop.", stop)
row("stepi", "runs one instruction", "stepi()", "Runs one instruction of the bytecode.", stop)
row("restart", "begins anew", "restart()", "Begins anew in front of the program's first instruction. Breakpoints"
    .. " stay, watches do not.", stop)
row("kill", "ends the program", "kill()", "Ends the program where it is. The session goes on.", stop)
row("breakpoint", "stops at a place", "breakpoint([file,] line [, condition]), breakpoint(function [, condition]),"
    .. " breakpoint(\"f3@12\" [, condition]), breakpoint{line = 3, ignore = 2}", "Stops in front of a line, a function"
    .. " or an address, when the condition holds: a Monkey expression, or a function of Lua that is called with the"
    .. " place. A table may have file, line, func, address, condition, temporary, ignore, and log: a text that is"
    .. " printed instead of stopping, with expressions in braces.", breakpoint)
row("tbreak", "stops at a place once", "tbreak(...)", "Like breakpoint; deleted when it has stopped.", breakpoint)
row("breakpoints", "lists breakpoints and watches", "breakpoints()", "Lists breakpoints and watches.",
    "a list of breakpoints and watches")
row("delete", "deletes a breakpoint or all", "delete([id])", "Deletes a breakpoint or a watch, or all of them.")
row("enable", "lets a breakpoint stop again", "enable(id)", "Lets a breakpoint or a watch stop again.", breakpoint)
row("disable", "keeps a breakpoint from stopping", "disable(id)", "Keeps a breakpoint or a watch from stopping.", breakpoint)
row("ignore", "passes a breakpoint some times", "ignore(id, count)", "The next hits of the breakpoint are no stops.",
    breakpoint)
row("condition", "changes a condition", "condition(id [, condition])", "Changes a breakpoint's condition, or removes it.",
    breakpoint)
row("catch", "stops at throws", "catch([\"throw\" | \"uncaught\" | \"nothing\"])", "Stops where something is thrown, or"
    .. " only if nobody catches it; without an argument says which.", "\"throw\", \"uncaught\" or \"nothing\"")
row("watch", "stops where a value changes", "watch(\"variable\"), watch(\"object.field\"), watch(\"array[index]\")",
    "Stops behind the instruction that changes a variable, a field or an element. The program is slower meanwhile.",
    "a watch: id, expression, hits, enabled")
row("where", "says where the program is", "where()", "Says why and where the program is stopped.", stop)
row("backtrace", "lists the frames", "backtrace([count] [, \"locals\"])", "Lists the frames, innermost first, if wanted"
    .. " with their variables.", "a list of frames: number, " .. place .. ", locals if wanted")
row("frame", "selects a frame", "frame([number])", "Selects the frame that locals, eval and others are about.",
    "the frame: number, " .. place)
row("up", "selects the caller's frame", "up([count])", "Selects a frame further out.", "the frame")
row("down", "selects the callee's frame", "down([count])", "Selects a frame further in.", "the frame")
row("locals", "lists the frame's variables", "locals([frame])", "Lists the variables of a frame's function, and those"
    .. " that it captures.", "a list of variables: name, value, text")
row("globals", "lists the global variables", "globals()", "Lists the program's global variables.",
    "a list of variables: name, value, text")
row("registers", "lists or writes registers", "registers(), registers(number), registers(number, value)",
    "Lists the registers of the selected frame, or one; or writes one.", "registers: name, number, tag, value, text")
row("eval", "evaluates a Monkey expression", "eval(\"expression\" [, frame])", "Evaluates Monkey in the frame's scope;"
    .. " assignments are done there.", "the value")
row("set", "sets a variable", "set(\"name\", value)", "Sets a variable, a field or an element to a value of Lua.",
    "the value")
row("list", "shows source", "list([file,] [line])", "Shows ten lines around a line, or the next ten.",
    "a list of lines: line, text")
row("disassemble", "shows bytecode", "disassemble([function])", "Shows the instructions of a function, or of the frame's.",
    "a list of instructions: pc, line, text; with func, id, and pc of the frame")
row("heap", "counts objects", "heap()", "Counts what the program can reach, by kind.",
    "a list of kinds: kind, count, bytes; with used, young, full")
row("sites", "lists what became hot", "sites()", "Lists the loops and functions that became hot.",
    "a list of sites: id, anchor, phase, points, codes, failures, " .. place)
row("traces", "lists what was recorded", "traces()", "Lists the sites that have trees.", "a list of sites")
row("trace", "shows a tree and its graph", "trace(id)", "Shows a tree, and the graph that is made of it.",
    "texts by stage: tree, graph; with id")
row("exits", "lists a tree's exits", "exits(id)", "Lists the exits of a tree's code and how often each was taken.",
    "a list of exits: version, exit, reason, taken, linked, path, " .. place)
row("llvm", "shows LLVM IR", "llvm(id)", "Shows the LLVM IR that is made of a tree.", "texts by stage: llvm; with id")
row("asm", "shows machine code", "asm(id)", "Shows the machine code that is made of a tree.", "texts by stage: asm; with id")
row("on", "calls a function at events", "on(event, function)", "Calls the function with a table at each \"stop\","
    .. " \"trace_recorded\", \"trace_aborted\", \"compiled\", \"bailout\", \"gc\", \"throw\" or \"log\". One that is called"
    .. " at a stop and returns \"continue\" goes on.")
row("status", "sets the process's status", "status(number)", "The process ends with this status.")
row("verbose", "lets commands print in scripts", "verbose([on])", "Commands print what they return from now on, or,"
    .. " with false, do not.")
row("help", "explains commands", "help([name])", "Lists the commands, or explains one.",
    "the command: name, short, use, does, returns")
row("quit", "leaves", "quit([status])", "Ends the session.")

return help
