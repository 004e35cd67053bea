// A small stack machine: one loop with a dispatch over many branches and a stack of mixed types.
let code = [["push", 0], ["store", "i"], ["push", 1], ["store", "x"],
    ["load", "x"], ["push", 3], ["mul"], ["push", 1000003], ["mod"], ["load", "i"], ["add"], ["store", "x"],
    ["load", "i"], ["push", 1], ["add"], ["dup"], ["store", "i"], ["push", 60], ["lt"], ["jump", 4], ["load", "x"], ["halt"]]
let run = fn() {
    let pc = 0
    let stack = []
    let vars = {}
    let steps = 0
    while (true) {
        let op = code[pc]
        pc++
        steps++
        let name = op[0]
        if (name == "push") { stack.push(op[1]) }
        else if (name == "load") { stack.push(vars[op[1]]) }
        else if (name == "store") { vars[op[1]] = stack.pop() }
        else if (name == "dup") { stack.push(stack[-1]) }
        else if (name == "add") { let b = stack.pop(); stack.push(stack.pop() + b) }
        else if (name == "mul") { let b = stack.pop(); stack.push(stack.pop() * b) }
        else if (name == "mod") { let b = stack.pop(); stack.push(stack.pop() % b) }
        else if (name == "lt") { let b = stack.pop(); stack.push(stack.pop() < b) }
        else if (name == "jump") { if (stack.pop()) { pc = op[1] } }
        else if (name == "halt") { return [stack.pop(), steps] }
    }
}
puts(run())
code[3] = ["store", "x"]
code[2] = ["push", 0.5]
puts(run())
code[17] = ["push", "60"]
puts(try { run() } catch (e) { e.message })
// expect: [745462, 966]
// expect: [247264.5, 966]
// expect: type mismatch: int < string
