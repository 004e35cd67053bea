import "./lib/two-words" as words
import "./lib/two-words" for here
puts(words, words.here, here)
// expect: module two-words
// expect: true
// expect: true
