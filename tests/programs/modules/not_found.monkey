import "./lib/nothing"
import "./lib/nothing.monkey" as n
import "nothing" for x
import "lib/counter"
import ""
import "./lib" as d
import "./lib/" as e
nothing.x; n.x; x; counter; d.x; e.x
// expect compile error at 1:8: module ./lib/nothing not found: there is no tests/programs/modules/lib/nothing.monkey
// expect compile error at 2:8: module ./lib/nothing.monkey not found: there is no tests/programs/modules/lib/nothing.monkey
// expect compile error at 3:8: module nothing not found: it is none of math, string, array, json, random, sys, and the search path is empty
// expect compile error at 4:8: module lib/counter not found: it is none of math, string, array, json, random, sys, and the search path is empty
// expect compile error at 5:8: module  not found: it is none of math, string, array, json, random, sys, and the search path is empty
// expect compile error at 6:8: module ./lib not found: there is no tests/programs/modules/lib.monkey
// expect compile error at 7:8: module ./lib/ not found: there is no tests/programs/modules/lib.monkey
