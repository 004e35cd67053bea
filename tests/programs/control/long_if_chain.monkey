fn name(n) {
  if (n == 0) { "zero" } else if (n == 1) { "one" } else if (n == 2) { "two" }
  else if (n == 3) { "three" } else if (n == 4) { "four" } else { "many" }
}
puts((0..6).map(name).join(" ")) // expect: zero one two three four many
