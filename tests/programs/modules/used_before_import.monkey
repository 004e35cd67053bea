fn area(r) { geometry.area(r) }
fn three() { twice(hot.step) }
fn tell(f) { try { puts(f()) } catch (e) { puts(e) } }
tell(() => area(1)) // expect: geometry is used before its let has run
tell(three) // expect: twice is used before its let has run
tell(() => hot) // expect: hot is used before its let has run
import "./lib/geometry"
// expect: counter runs
import "./lib/hot"
import "./lib/hot" for twice
tell(() => area(1)) // expect: 3.141592653589793
tell(three) // expect: 6
tell(() => hot) // expect: module hot
