import "json"
puts(json.stringify({"a": [1, {"b": null}], "c": {}, "d": []}, 2))
// expect: {
// expect:   "a": [
// expect:     1,
// expect:     {
// expect:       "b": null
// expect:     }
// expect:   ],
// expect:   "c": {},
// expect:   "d": []
// expect: }
puts(json.stringify([1], 4))
// expect: [
// expect:     1
// expect: ]
puts(json.stringify([[], {}], 0), json.stringify([], 3), json.stringify(5, 3))
// expect: [[],{}]
// expect: []
// expect: 5
