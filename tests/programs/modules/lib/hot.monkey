let total = 0
fn add(n) { total += n; total }
fn twice(n) { n * 2 }
let step = 3
