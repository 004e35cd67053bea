let state = "start"
let text = "ab12 cd"
let tokens = []
let word = ""
for (c in text + " ") {
  if (c == " ") {
    if (word != "") { tokens.push([state, word]) }
    word = ""
    state = "start"
  } else {
    let kind = "0" <= c && c <= "9" ? "digits" : "letters"
    if (state != "start" && state != kind) { tokens.push([state, word]); word = "" }
    state = kind
    word += c
  }
}
puts(tokens) // expect: [["letters", "ab"], ["digits", "12"], ["letters", "cd"]]
