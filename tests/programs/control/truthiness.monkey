fn t(x) { if (x) { "yes" } else { "no" } }
puts(t(true), t(false), t(null))
// expect: yes
// expect: no
// expect: no
puts(t(0), t(""), t([]), t({}), t(0.0))
// expect: yes
// expect: yes
// expect: yes
// expect: yes
// expect: yes
puts(t(fn() { false }), t(0.0 / 0.0))
// expect: yes
// expect: yes
