let h = {"a": null}
h.a.b = 5
// expect error: cannot set field b of null
// expect error at: 2:5
