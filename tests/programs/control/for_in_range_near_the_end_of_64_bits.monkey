let out = []
for (i in 9223372036854775805..9223372036854775807) { out.push(i) }
puts(out) // expect: [9223372036854775805, 9223372036854775806]
puts(try { 0..9223372036854775808 } catch (e) { e.message }) // expect: integer too large
