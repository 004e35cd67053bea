import "./cycle_b"
fn a() { 1 }
