let xs = ["a", "b"]
puts(`outer ${`inner ${1 + 1}`} end`) // expect: outer inner 2 end
puts(`list: ${xs.map(x => `<${x}>`).join(", ")}`) // expect: list: <a>, <b>
puts(`hash ${ {"k": 1}["k"] } and "quotes"`) // expect: hash 1 and "quotes"
puts(`block ${ fn() { if (true) { 7 } }() }`) // expect: block 7
