import "../cycle_a"
