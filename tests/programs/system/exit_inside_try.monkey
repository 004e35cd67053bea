fn f() {
  try { exit(4) } catch (e) { puts("no catch") } finally { puts("no finally") }
}
f()
// status: 4
