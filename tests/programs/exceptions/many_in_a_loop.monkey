let caught = 0
for (i in 0..1000) {
  try { if (i % 3 == 0) { throw i } else if (i % 3 == 1) { 1 / 0 } } catch (e) { caught++ } finally { caught += 1000 }
}
puts(caught) // expect: 1000667
