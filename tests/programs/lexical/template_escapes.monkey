puts(`a\tb`) // expect: a	b
puts(`tick \` and \${not a hole}`) // expect: tick ` and ${not a hole}
puts(`costs $5`) // expect: costs $5
puts(`back\\slash \u{41}`) // expect: back\slash A
puts(`two
lines`)
// expect: two
// expect: lines
