fn f() {
  try { throw 1 } catch (e) { throw 2 } finally { puts("finally") }
}
puts(try { f() } catch (e) { e })
// expect: finally
// expect: 2
