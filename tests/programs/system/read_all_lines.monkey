// stdin: 3
// stdin: 4
// stdin: 5
let total = 0
let line = null
while ((line = readLine()) != null) { total += int(line) }
puts(total) // expect: 12
