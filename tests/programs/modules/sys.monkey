// args: a b
import "sys"
puts(sys.args(), type(sys.platform()), len(sys.version().split(".")), sys.env("HIVM_NO_SUCH_VARIABLE"))
// expect: ["a", "b"]
// expect: string
// expect: 3
// expect: null
let path = sys.env("HIVM_TEST_DIR") + "/sys.txt"
sys.writeFile(path, "text")
puts(sys.readFile(path), sys.clock() >= 0.0, sys.time() > 1e9)
// expect: text
// expect: true
// expect: true
try { sys.platform(1) } catch (e) { puts(e) } // expect: sys.platform: wrong number of arguments: want=0, got=1
sys.exit(3)
// status: 3
