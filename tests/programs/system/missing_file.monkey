let e = try { readFile(env("HIVM_TEST_DIR") + "/there-is-none") } catch (e) { e }
puts(type(e), e.message.startsWith("readFile: "), e.message.contains("there-is-none"))
// expect: error
// expect: true
// expect: true
let w = try { writeFile(env("HIVM_TEST_DIR") + "/no/such/place", "x") } catch (e) { e.message }
puts(w.startsWith("writeFile: ")) // expect: true
