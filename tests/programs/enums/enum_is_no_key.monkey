// The enum itself is no key.
enum Color { Red }
puts({Color: 1})
// expect error: unusable as hash key: enum type
// expect error at: 3:6
