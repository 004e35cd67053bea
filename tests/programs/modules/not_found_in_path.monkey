// options: --path tests/programs/modules/lib --path tests/programs
import "nothing"
nothing.f()
// expect compile error at 2:8: module nothing not found: it is none of math, string, array, json, random, sys, and there is no tests/programs/modules/lib/nothing.monkey, tests/programs/nothing.monkey
