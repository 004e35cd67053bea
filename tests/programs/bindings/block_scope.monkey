let x = 1
if (true) {
  let x = 2
  puts(x) // expect: 2
  if (true) {
    let x = 3
    puts(x) // expect: 3
  }
  puts(x) // expect: 2
}
puts(x) // expect: 1
