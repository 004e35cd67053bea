fn len(x) { "my len" }
let puts = "no function"
fn test() { len([1]) }
