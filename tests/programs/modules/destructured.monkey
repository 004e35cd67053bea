import "./lib/hot" as m
import "math"
let {twice, step: by} = m
let {pi} = math
puts(twice(by), pi) 
// expect: 6
// expect: 3.141592653589793
let {missing} = m // expect error: module hot has no member missing
// expect error at: 8:17
