import "./lib/cycle_a"
puts(cycle_a.a())
// expect compile error at lib/deep/cycle_c.monkey:1:8: circular import: tests/programs/modules/lib/cycle_a.monkey -> tests/programs/modules/lib/cycle_b.monkey -> tests/programs/modules/lib/deep/cycle_c.monkey -> tests/programs/modules/lib/cycle_a.monkey
