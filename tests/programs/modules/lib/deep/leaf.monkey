import "../counter"
puts("leaf runs")
fn leaf() { counter.next() }
