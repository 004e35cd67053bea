let a = [3, 1, 2]
  .sort()
  .map(x => x * 2)
puts(a) // expect: [2, 4, 6]
let b = 1
  + 2
  * 3
puts(b) // expect: 7
let c = 5
  |> str
puts(c == "5") // expect: true
let d = true
  && false
  || true
puts(d) // expect: true
let e = d
  ? "yes"
  : "no"
puts(e) // expect: yes
