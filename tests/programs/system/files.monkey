let path = env("HIVM_TEST_DIR") + "/notes.txt"
writeFile(path, "one\ntwo äö\n")
let text = readFile(path)
puts(len(text), text.split("\n"))
// expect: 11
// expect: ["one", "two äö", ""]
writeFile(path, "replaced")
puts(readFile(path)) // expect: replaced
