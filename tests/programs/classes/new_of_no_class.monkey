let f = fn() { 1 };
let x = [new f()];
// expect error: not a class: function
// expect error at: 2:14
