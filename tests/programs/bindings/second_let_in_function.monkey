fn f() {
  let a = 1
  let get = () => a
  let a = "two"
  [get(), a]
}
puts(f()) // expect: [1, "two"]
