let h = {}
h[0.0 / 0] = 1
// expect error: unusable as hash key: NaN
// expect error at: 2:2
