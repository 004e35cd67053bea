puts("counter runs")
let n = 0
fn next() { n += 1; n }
fn make() { let own = 0; () => { own += 1; own } }
let table = {"a": 1}
let list = [1, 2]
