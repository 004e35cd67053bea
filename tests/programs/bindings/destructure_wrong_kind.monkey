let r1 = try { let [a] = 5; a } catch (e) { e.message }
puts(r1) // expect: cannot index int
let r2 = try { let {x} = 5; x } catch (e) { e.message }
puts(r2) // expect: cannot read field x of int
let r3 = try { let [a] = null; a } catch (e) { e.message }
puts(r3) // expect: cannot index null
