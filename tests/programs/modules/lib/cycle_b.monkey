import "./deep/cycle_c" as c
fn b() { 2 }
