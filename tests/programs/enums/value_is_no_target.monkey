// Nor can its values be replaced.
enum Color { Red }
Color.Red = 1
// expect error: cannot set field Red of enum type
// expect error at: 3:7
