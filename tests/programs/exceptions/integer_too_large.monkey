puts(try { 2 ** (2 ** 50) } catch (e) { e.message }) // expect: integer too large
puts(try { 1 << 2 ** 50 } catch (e) { e.message }) // expect: integer too large
puts(0 ** 2 ** 50, 1 ** 2 ** 50, (-1) ** 2 ** 50, 0 << 2 ** 50)
// expect: 0
// expect: 1
// expect: 1
// expect: 0
puts(5 >> 2 ** 50, -5 >> 2 ** 70)
// expect: 0
// expect: -1
