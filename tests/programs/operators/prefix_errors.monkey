fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => -true)) // expect: unknown operator: -bool
puts(t(() => -"s")) // expect: unknown operator: -string
puts(t(() => -null)) // expect: unknown operator: -null
puts(t(() => -[1])) // expect: unknown operator: -array
puts(t(() => -{"a": 1})) // expect: unknown operator: -hash
puts(t(() => -len)) // expect: unknown operator: -function
