// Drives `hivm dap` with the client that VS Code's own adapters are tested with.
//
//   node tests/dap/client.mjs MODULES HIVM SCRATCH      where the packages are, the program, a directory to write in
//
// Each case is a program, and what an editor would do with it; the last line says how many passed.

import assert from "node:assert";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, hivm, scratch] = process.argv.slice(2);
const { DebugClient } = createRequire(join(modules, "package.json"))("@vscode/debugadapter-testsupport");

const SUM = `let total = 0;
fn add(n) {
    let twice = n * 2;
    total = total + twice;
    total
}
let xs = [1, 2, [3, 4]];
for (let i = 0; i < 2000; i++) {
    add(i);
}
puts(total);
`;

const EAGER = { jit: "eval", "jit-heat": 3, "jit-exit-heat": 2, "jit-worth": 1 };

mkdirSync(scratch, { recursive: true });

function file(name, text) {
    const path = join(scratch, name);
    writeFileSync(path, text);
    return path;
}

async function client(port) {
    const client = new DebugClient(hivm, "dap", "hivm", undefined, true);
    client.defaultTimeout = 60000;
    await client.start(port);
    return client;
}

// Up to where breakpoints can be set.
async function launched(dc, program, more = {}) {
    const capabilities = (await dc.initializeRequest()).body;
    const initialized = dc.waitForEvent("initialized");
    await dc.launchRequest({ program, ...more });
    await initialized;
    return capabilities;
}

async function breakpoints(dc, path, rows) {
    const answer = await dc.setBreakpointsRequest({ source: { path }, breakpoints: rows });
    return answer.body.breakpoints;
}

async function stop(dc, action) {
    const stopped = dc.waitForEvent("stopped");
    await action();
    return (await stopped).body;
}

async function top(dc) {
    return (await dc.stackTraceRequest({ threadId: 1 })).body.stackFrames[0];
}

async function evaluate(dc, expression, frameId = 0) {
    return (await dc.evaluateRequest({ expression, frameId })).body.result;
}

async function fails(promise, pattern) {
    await assert.rejects(promise, (error) => pattern.test(error.message) || assert.fail(error.message));
}

const go = (dc) => () => dc.continueRequest({ threadId: 1 });

const cases = {
    async conditions_and_steps(dc) {
        const path = file("sum.monkey", SUM);
        const capabilities = await launched(dc, path, EAGER);
        assert.ok(capabilities.supportsLogPoints && capabilities.supportsDisassembleRequest);
        const [set, late] = await breakpoints(dc, path, [{ line: 4, condition: "n == 1500" }, { line: 99 }]);
        assert.deepEqual([set.verified, set.line, late.verified], [true, 4, false]);
        const stopped = await stop(dc, () => dc.configurationDoneRequest());
        assert.equal(stopped.reason, "breakpoint");
        assert.deepEqual(stopped.hitBreakpointIds, [set.id]);
        const frames = (await dc.stackTraceRequest({ threadId: 1 })).body.stackFrames;
        assert.deepEqual(frames.map((f) => [f.name, f.line]), [["add", 4], ["main", 9]]);
        assert.equal(frames[0].source.path, path);
        assert.equal(await evaluate(dc, "n * 2 + twice"), "6000");
        assert.equal(await evaluate(dc, "i", 1), "1500");
        await fails(dc.evaluateRequest({ expression: "nothing", frameId: 0 }), /identifier not found/);
        await stop(dc, () => dc.nextRequest({ threadId: 1 }));
        assert.equal((await top(dc)).line, 5);
        await stop(dc, () => dc.stepOutRequest({ threadId: 1 }));
        assert.equal((await top(dc)).name, "main");
        await stop(dc, () => dc.stepInRequest({ threadId: 1 }));
        await stop(dc, () => dc.stepInRequest({ threadId: 1, granularity: "instruction" }));
        await breakpoints(dc, path, []);
        const output = dc.assertOutput("stdout", "3998000\n");
        const exited = dc.waitForEvent("exited");
        const terminated = dc.waitForEvent("terminated");
        await dc.continueRequest({ threadId: 1 });
        await output;
        assert.equal((await exited).body.exitCode, 0);
        await terminated;
        await fails(dc.continueRequest({ threadId: 1 }), /not running/);
    },

    async log_points_hits_and_functions(dc) {
        const path = file("logs.monkey", SUM);
        await launched(dc, path);
        await breakpoints(dc, path, [{ line: 9, condition: "i % 1000 == 0", logMessage: "i is {i}, total {total}" }]);
        const answer = await dc.setFunctionBreakpointsRequest({ breakpoints: [{ name: "add", hitCondition: "1500" }] });
        assert.ok(answer.body.breakpoints[0].verified);
        const logged = dc.assertOutput("console", "i is 0, total 0\ni is 1000, total 999000\n");
        await stop(dc, () => dc.configurationDoneRequest());
        await logged;
        assert.equal(await evaluate(dc, "n"), "1499");
    },

    async variables_are_read_and_set(dc) {
        const path = file("values.monkey", SUM);
        await launched(dc, path, { stopOnEntry: true });
        const entry = await stop(dc, () => dc.configurationDoneRequest());
        assert.equal(entry.reason, "entry");
        await breakpoints(dc, path, [{ line: 9 }]);
        await stop(dc, go(dc));
        const scopes = (await dc.scopesRequest({ frameId: 0 })).body.scopes;
        assert.deepEqual(scopes.map((s) => s.name), ["Locals", "Globals", "Registers"]);
        const [locals, globals, registers] = scopes.map((s) => s.variablesReference);
        const of = async (variablesReference, more = {}) =>
            (await dc.variablesRequest({ variablesReference, ...more })).body.variables;
        const xs = (await of(locals)).find((v) => v.name === "xs");
        assert.equal(xs.value, "[1, 2, [3, 4]]");
        assert.deepEqual((await of(xs.variablesReference)).map((v) => v.value), ["1", "2", "[3, 4]"]);
        assert.deepEqual((await of(xs.variablesReference, { start: 1, count: 1 })).map((v) => v.name), ["1"]);
        await dc.setVariableRequest({ variablesReference: xs.variablesReference, name: "0", value: "[i, \"x\"]" });
        assert.equal(await evaluate(dc, "xs"), "[[0, \"x\"], 2, [3, 4]]");
        const set = await dc.setVariableRequest({ variablesReference: locals, name: "i", value: "1990 + 1" });
        assert.equal(set.body.value, "1991");
        await dc.setVariableRequest({ variablesReference: globals, name: "total", value: "7" });
        await dc.customRequest("setExpression", { expression: "xs[1]", value: "5", frameId: 0 });
        assert.equal(await evaluate(dc, "[total, i, xs[1]]"), "[7, 1991, 5]");
        assert.ok((await of(registers)).length > 1);
        await breakpoints(dc, path, []);
        // 1991 up to 1999, doubled, and 7.
        const output = dc.assertOutput("stdout", "35917\n");
        await dc.continueRequest({ threadId: 1 });
        await output;
    },

    async exceptions_stop(dc) {
        const path = file("throws.monkey", "try { throw \"first\" } catch (e) { }\nthrow error(\"second\");\n");
        await launched(dc, path);
        await dc.setExceptionBreakpointsRequest({ filters: ["throw"] });
        let stopped = await stop(dc, () => dc.configurationDoneRequest());
        assert.deepEqual([stopped.reason, stopped.text], ["exception", "\"first\""]);
        await dc.setExceptionBreakpointsRequest({ filters: ["uncaught"] });
        stopped = await stop(dc, go(dc));
        assert.deepEqual([stopped.reason, (await top(dc)).line], ["exception", 2]);
        const about = (await dc.exceptionInfoRequest({ threadId: 1 })).body;
        assert.deepEqual([about.exceptionId, about.breakMode], ["error", "unhandled"]);
        const exited = dc.waitForEvent("exited");
        await dc.continueRequest({ threadId: 1 });
        assert.equal((await exited).body.exitCode, 1);
    },

    async disassembly(dc) {
        const path = file("code.monkey", SUM);
        await launched(dc, path, { stopOnEntry: true });
        await stop(dc, () => dc.configurationDoneRequest());
        const { instructionPointerReference } = await top(dc);
        const rows = (await dc.disassembleRequest({
            memoryReference: instructionPointerReference, instructionOffset: -2, instructionCount: 6,
        })).body.instructions;
        assert.equal(rows.length, 6);
        assert.equal(BigInt(rows[2].address), BigInt(instructionPointerReference));
        const set = await dc.customRequest("setInstructionBreakpoints", {
            breakpoints: [{ instructionReference: rows[4].address }],
        });
        assert.ok(set.body.breakpoints[0].verified);
        await stop(dc, go(dc));
        assert.equal((await top(dc)).instructionPointerReference, rows[4].address);
    },

    async a_running_program_is_paused_changed_and_ended(dc) {
        const path = file("forever.monkey", "let n = 0;\nputs(\"begun\");\nwhile (n >= 0) {\n    n += 1;\n}\nputs(\"over\");\n");
        await launched(dc, path, EAGER);
        const begun = dc.assertOutput("stdout", "begun\n");
        await dc.configurationDoneRequest();
        await begun;
        await fails(dc.stackTraceRequest({ threadId: 1 }), /running/);
        let stopped = await stop(dc, () => dc.pauseRequest({ threadId: 1 }));
        assert.equal(stopped.reason, "pause");
        await dc.continueRequest({ threadId: 1 });
        stopped = await stop(dc, () => breakpoints(dc, path, [{ line: 4 }]));
        assert.equal(stopped.reason, "breakpoint");
        await breakpoints(dc, path, []);
        await dc.continueRequest({ threadId: 1 });
        const again = dc.waitForEvent("output");
        await dc.restartRequest({});
        assert.equal((await again).body.output, "begun\n");
        const terminated = dc.waitForEvent("terminated");
        await dc.terminateRequest({});
        await terminated;
    },

    async wrong_programs_are_refused(dc) {
        const path = file("wrong.monkey", "let x = ;\n");
        await dc.initializeRequest();
        await fails(dc.launchRequest({ program: path }), /expected an expression/);
        await fails(dc.launchRequest({ program: join(scratch, "no.monkey") }), /cannot read/);
        await fails(dc.launchRequest({ program: path, jit: "x" }), /jit/);
        await fails(dc.customRequest("nothing"), /nothing that hivm does/);
        await fails(dc.threadsRequest().then(() => dc.continueRequest({ threadId: 1 })), /no program/);
    },
};

// The same over a port.
async function overPort() {
    const adapter = spawn(hivm, ["dap", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const line = await new Promise((resolve) => adapter.stdout.once("data", (data) => resolve(data.toString())));
    const port = Number(line.match(/^listening on 127\.0\.0\.1:(\d+)/)[1]);
    const dc = await client(port);
    await cases.conditions_and_steps(dc);
    const gone = new Promise((resolve) => adapter.once("exit", resolve));
    await dc.disconnectRequest({});
    assert.equal(await gone, 0);
}

let failed = 0;
for (const [name, run] of [...Object.entries(cases), ["over_a_port", null]]) {
    try {
        if (run) {
            const dc = await client();
            await run(dc);
            await dc.stop();
        } else {
            await overPort();
        }
        console.log(`${name} ... ok`);
    } catch (error) {
        failed += 1;
        console.log(`${name} ... FAILED\n${error.stack ?? error}`);
    }
}
console.log(failed ? `${failed} cases failed` : "all cases passed");
process.exit(failed ? 1 : 0);
