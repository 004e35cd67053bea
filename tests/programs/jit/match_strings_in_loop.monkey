// A small interpreter by names of instructions.
let program = [["push", 5], ["push", 7], ["add"], ["dup"], ["mul"], ["push", 1], ["sub"], ["drop"], ["nothing"]]
let stack = []
let odd = 0
for (let i = 0; i < 2700; i++) {
    match (program[i % 9]) {
        ["push", n] => stack.push(n),
        [op] => match (op) {
            "add" => { stack.push(stack.pop() + stack.pop()) },
            "mul" => { stack.push(stack.pop() * stack.pop()) },
            "sub" => { let b = stack.pop(); stack.push(stack.pop() - b) },
            "dup" => { let t = stack.pop(); stack.push(t); stack.push(t) },
            "drop" => { odd += stack.pop() },
            other => { odd += len(other) },
        },
    }
}
puts(odd, stack)
// expect: 45000
// expect: []
// expect jit: exits<=50 cuts=0
