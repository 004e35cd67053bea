// Without a debugger it does nothing, in compiled code neither.
let n = 0;
for (let i = 0; i < 100; i++) {
    if (breakpoint() == null) { n += i }
}
puts(n, breakpoint());
// expect: 4950
// expect: null
let f = breakpoint;
puts(f());
// expect: null
