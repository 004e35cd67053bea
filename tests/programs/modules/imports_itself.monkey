import "./imports_itself" as me
me.f()
fn f() { 1 }
// expect compile error at 1:8: circular import: tests/programs/modules/imports_itself.monkey -> tests/programs/modules/imports_itself.monkey
