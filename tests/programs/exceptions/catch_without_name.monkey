puts(try { throw 1 } catch { "caught" }) // expect: caught
puts(try { 5 } catch { "caught" } finally { puts("done") })
// expect: done
// expect: 5
