fn balanced(s) {
  let pairs = {")": "(", "]": "[", "}": "{"}
  let stack = []
  for (c in s) {
    if (c in "([{") { stack.push(c) }
    else if (c in pairs && stack.pop() != pairs[c]) { return false }
  }
  len(stack) == 0
}
puts(["()", "([]{})", "(]", "(", ")", "a(b)c"].map(balanced)) // expect: [true, true, false, false, false, true]
