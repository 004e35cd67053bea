// slow
// options: --max-memory 32M
fn fill() { let xs = []; while (true) { xs.push("item " + str(len(xs))) } }
for (i in 0..3) {
  puts(try { fill() } catch (e) { e.message })
}
// expect: out of memory: more than 32 MiB
// expect: out of memory: more than 32 MiB
// expect: out of memory: more than 32 MiB
