import "./lib/two-words"
import "./lib/two-words" as words
import "./lib/two-words" for here
puts(words.here, here)
// expect compile error at 1:8: module ./lib/two-words has no name that a variable can have
