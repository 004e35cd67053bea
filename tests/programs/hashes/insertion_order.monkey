let h = {}
h.z = 1
h.a = 2
h.m = 3
h.z = 4
puts(h) // expect: {"z": 4, "a": 2, "m": 3}
delete(h, "z")
h.z = 5
puts(h, keys(h)) // expect: {"a": 2, "m": 3, "z": 5}
// expect: ["a", "m", "z"]
