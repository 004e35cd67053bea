// Each argument of each builtin that takes only some kinds: the message names the builtin, the argument, what it wants and
// what it got.
fn t(f) { try { f(); "no error" } catch (e) { e.message } }
puts(t(() => len(5))) // expect: len: argument 1: want string, array, hash or range, got int
puts(t(() => contains(5, 1))) // expect: contains: argument 1: want string or array, got int
puts(t(() => contains("a", 1))) // expect: contains: argument 2: want string, got int
puts(t(() => indexOf({}, 1))) // expect: indexOf: argument 1: want string or array, got hash
puts(t(() => indexOf("a", null))) // expect: indexOf: argument 2: want string, got null
puts(t(() => sum("12"))) // expect: sum: argument 1: want array, range or generator, got string
puts(t(() => enumerate(5))) // expect: enumerate: argument 1: want string, array, hash, range or generator, got int
puts(t(() => zip(5, [1]))) // expect: zip: argument 1: want string, array, hash, range or generator, got int
puts(t(() => zip([1], null))) // expect: zip: argument 2: want string, array, hash, range or generator, got null
puts(t(() => zip([1], [2], 1.5))) // expect: zip: argument 3: want string, array, hash, range or generator, got float
puts(t(() => unique(true))) // expect: unique: argument 1: want string, array, hash, range or generator, got bool
puts(t(() => map(5, x => x))) // expect: map: argument 1: want string, array, hash, range or generator, got int
puts(t(() => map([1], 5))) // expect: map: argument 2: want function, got int
puts(t(() => filter(null, x => x))) // expect: filter: argument 1: want string, array, hash, range or generator, got null
puts(t(() => filter([1], "f"))) // expect: filter: argument 2: want function, got string
puts(t(() => reduce(1.5, 0, x => x))) // expect: reduce: argument 1: want string, array, hash, range or generator, got float
puts(t(() => reduce([1], 0, []))) // expect: reduce: argument 3: want function, got array
puts(t(() => forEach(true, x => x))) // expect: forEach: argument 1: want string, array, hash, range or generator, got bool
puts(t(() => forEach([1], {}))) // expect: forEach: argument 2: want function, got hash
puts(t(() => find(len, x => x))) // expect: find: argument 1: want string, array, hash, range or generator, got function
puts(t(() => find([1], 0..2))) // expect: find: argument 2: want function, got range
puts(t(() => any(5, x => x))) // expect: any: argument 1: want string, array, hash, range or generator, got int
puts(t(() => any([1], null))) // expect: any: argument 2: want function, got null
puts(t(() => all(5, x => x))) // expect: all: argument 1: want string, array, hash, range or generator, got int
puts(t(() => all([1], true))) // expect: all: argument 2: want function, got bool
puts(t(() => sort("ba"))) // expect: sort: argument 1: want array, range or generator, got string
puts(t(() => sort("ba", (a, b) => a < b))) // expect: sort: argument 1: want array, range or generator, got string
puts(t(() => sort([1], 5))) // expect: sort: argument 2: want function, got int
puts(t(() => sortBy(5, x => x))) // expect: sortBy: argument 1: want string, array, hash, range or generator, got int
puts(t(() => sortBy([1], 5))) // expect: sortBy: argument 2: want function, got int
puts(t(() => groupBy(5, x => x))) // expect: groupBy: argument 1: want string, array, hash, range or generator, got int
puts(t(() => groupBy([1], "x"))) // expect: groupBy: argument 2: want function, got string
puts(t(() => array("3"))) // expect: array: argument 1: want int, got string
puts(t(() => range("3"))) // expect: range: argument 1: want int, got string
puts(t(() => range(1, 2.5))) // expect: range: argument 2: want int, got float
puts(t(() => range(1, 2, null))) // expect: range: argument 3: want int, got null
puts(t(() => first(5))) // expect: first: argument 1: want array, got int
puts(t(() => last("ab"))) // expect: last: argument 1: want array, got string
puts(t(() => rest(null))) // expect: rest: argument 1: want array, got null
puts(t(() => push({}, 1))) // expect: push: argument 1: want array, got hash
puts(t(() => take(5, 1))) // expect: take: argument 1: want array, got int
puts(t(() => take([1], "1"))) // expect: take: argument 2: want int, got string
puts(t(() => drop("ab", 1))) // expect: drop: argument 1: want array, got string
puts(t(() => drop([1], 1.0))) // expect: drop: argument 2: want int, got float
puts(t(() => concat(5, [1]))) // expect: concat: argument 1: want array, got int
puts(t(() => concat([1], 5))) // expect: concat: argument 2: want array, got int
puts(t(() => concat([1], [2], "x"))) // expect: concat: argument 3: want array, got string
puts(t(() => slice(5, 1))) // expect: slice: argument 1: want string or array, got int
puts(t(() => slice([1], "1"))) // expect: slice: argument 2: want int, got string
puts(t(() => slice([1], 0, null))) // expect: slice: argument 3: want int, got null
puts(t(() => reverse({}))) // expect: reverse: argument 1: want string or array, got hash
puts(t(() => flat("ab"))) // expect: flat: argument 1: want array, got string
puts(t(() => chunk("ab", 1))) // expect: chunk: argument 1: want array, got string
puts(t(() => chunk([1], null))) // expect: chunk: argument 2: want int, got null
puts(t(() => keys([1]))) // expect: keys: argument 1: want hash, got array
puts(t(() => values("a"))) // expect: values: argument 1: want hash, got string
puts(t(() => entries(null))) // expect: entries: argument 1: want hash, got null
puts(t(() => has(5, "k"))) // expect: has: argument 1: want hash, got int
puts(t(() => delete("s", "k"))) // expect: delete: argument 1: want hash, got string
puts(t(() => merge(5, {}))) // expect: merge: argument 1: want hash, got int
puts(t(() => merge({}, [1]))) // expect: merge: argument 2: want hash, got array
puts(t(() => min({}))) // expect: min: argument 1: want array or range, got hash
puts(t(() => min(1, "a"))) // expect: min: argument 2: want int or float, got string
puts(t(() => max("a", 1))) // expect: max: argument 2: want string, got int
puts(t(() => max(1, 2, null))) // expect: max: argument 3: want int or float, got null
puts(t(() => split(5))) // expect: split: argument 1: want string, got int
puts(t(() => split("a", 1))) // expect: split: argument 2: want string, got int
puts(t(() => join(5, "-"))) // expect: join: argument 1: want string, array, hash, range or generator, got int
puts(t(() => join(["a"], 5))) // expect: join: argument 2: want string, got int
puts(t(() => trim(null))) // expect: trim: argument 1: want string, got null
puts(t(() => upper(5))) // expect: upper: argument 1: want string, got int
puts(t(() => lower([]))) // expect: lower: argument 1: want string, got array
puts(t(() => replace(5, "a", "b"))) // expect: replace: argument 1: want string, got int
puts(t(() => replace("a", 5, "b"))) // expect: replace: argument 2: want string, got int
puts(t(() => replace("a", "b", 5))) // expect: replace: argument 3: want string, got int
puts(t(() => startsWith(5, "a"))) // expect: startsWith: argument 1: want string, got int
puts(t(() => startsWith("a", null))) // expect: startsWith: argument 2: want string, got null
puts(t(() => endsWith(["a"], "a"))) // expect: endsWith: argument 1: want string, got array
puts(t(() => endsWith("a", 1))) // expect: endsWith: argument 2: want string, got int
puts(t(() => substr(5, 1))) // expect: substr: argument 1: want string, got int
puts(t(() => substr("a", "1"))) // expect: substr: argument 2: want int, got string
puts(t(() => substr("a", 1, 1.5))) // expect: substr: argument 3: want int, got float
puts(t(() => chars(5))) // expect: chars: argument 1: want string, got int
puts(t(() => char("a"))) // expect: char: argument 1: want int, got string
puts(t(() => ord(65))) // expect: ord: argument 1: want string, got int
puts(t(() => padLeft(5, 3))) // expect: padLeft: argument 1: want string, got int
puts(t(() => padLeft("a", "b"))) // expect: padLeft: argument 2: want int, got string
puts(t(() => padLeft("a", 3, 0))) // expect: padLeft: argument 3: want string, got int
puts(t(() => padRight(null, 3))) // expect: padRight: argument 1: want string, got null
puts(t(() => padRight("a", 3.0))) // expect: padRight: argument 2: want int, got float
puts(t(() => padRight("a", 3, true))) // expect: padRight: argument 3: want string, got bool
puts(t(() => repeat(5, 2))) // expect: repeat: argument 1: want string, got int
puts(t(() => repeat("a", "2"))) // expect: repeat: argument 2: want int, got string
puts(t(() => abs("x"))) // expect: abs: argument 1: want int or float, got string
puts(t(() => floor("x"))) // expect: floor: argument 1: want int or float, got string
puts(t(() => ceil("x"))) // expect: ceil: argument 1: want int or float, got string
puts(t(() => round("x"))) // expect: round: argument 1: want int or float, got string
puts(t(() => sqrt("x"))) // expect: sqrt: argument 1: want int or float, got string
puts(t(() => sin("x"))) // expect: sin: argument 1: want int or float, got string
puts(t(() => cos("x"))) // expect: cos: argument 1: want int or float, got string
puts(t(() => tan("x"))) // expect: tan: argument 1: want int or float, got string
puts(t(() => exp("x"))) // expect: exp: argument 1: want int or float, got string
puts(t(() => log("x"))) // expect: log: argument 1: want int or float, got string
puts(t(() => log(2, null))) // expect: log: argument 2: want int or float, got null
puts(t(() => pow("x", 2))) // expect: pow: argument 1: want int or float, got string
puts(t(() => pow(2, null))) // expect: pow: argument 2: want int or float, got null
puts(t(() => atan2(null, 1))) // expect: atan2: argument 1: want int or float, got null
puts(t(() => atan2(1, []))) // expect: atan2: argument 2: want int or float, got array
puts(t(() => int([1]))) // expect: int: argument 1: want string, bool, int or float, got array
puts(t(() => float(null))) // expect: float: argument 1: want string, bool, int or float, got null
puts(t(() => env(5))) // expect: env: argument 1: want string, got int
puts(t(() => exit("1"))) // expect: exit: argument 1: want int, got string
puts(t(() => readFile(5))) // expect: readFile: argument 1: want string, got int
puts(t(() => writeFile(null, "x"))) // expect: writeFile: argument 1: want string, got null
puts(t(() => writeFile("x", 5))) // expect: writeFile: argument 2: want string, got int
