let a = 1_;
// expect compile error at 1:9: invalid number '1_'
