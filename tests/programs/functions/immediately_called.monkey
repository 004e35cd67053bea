puts(fn(x) { x + 1 }(5)) // expect: 6
puts((x => x + 1)(5)) // expect: 6
let module_ = fn() {
  let private_ = 42
  {"get": () => private_, "set": v => { private_ = v }}
}()
module_.set(7)
puts(module_.get()) // expect: 7
