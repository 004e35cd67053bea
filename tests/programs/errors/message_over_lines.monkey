let e = try { error("line one\nline two") } catch (e) { e }
puts(e.message)
// expect: line one
// expect: line two
