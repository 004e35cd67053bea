fn t(k) { try { let h = {}; h[k] = 1; "ok" } catch (e) { e.message } }
puts(t([1])) // expect: unusable as hash key: array
puts(t({})) // expect: unusable as hash key: hash
puts(t(null)) // expect: unusable as hash key: null
puts(t(len)) // expect: unusable as hash key: function
puts(t(0..1)) // expect: unusable as hash key: range
puts(t(0.0 / 0)) // expect: unusable as hash key: NaN
puts(t(1.0 / 0), t(""), t(false))
// expect: ok
// expect: ok
// expect: ok
