// Each name once.
enum Color { Red, Green, Red, Green, Blue }
// expect compile error at 2:26: duplicate variant Red
// expect compile error at 2:31: duplicate variant Green
