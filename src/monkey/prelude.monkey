// Builtins that call functions of the program. They are Monkey, so that no native code ever calls back, and so that
// they are traced and inlined like the program's own loops.
//
//     map([1, 2], x => x * 2) -> [2, 4]        [3, 1, 2].sort((a, b) => b - a) -> [3, 2, 1]
//
// The compiler adds those that a program names. A name with `__` in front is not for programs: `__array_sort` is the
// method `sort` of arrays, the others are natives or helpers. The comment above a function is its documentation.
//
// Invariant: arguments are checked before a function is called. Elements are those that `for (x in xs)` visits.

// An array of `f(x)` for each element `x`.
fn map(xs, f) {
    __want("map", 1, xs, "string, array, hash, range or generator")
    __want("map", 2, f, "function")
    let out = []
    for (x in xs) {
        out.push(f(x))
    }
    out
}

// An array of the elements for which `f(x)` is true.
fn filter(xs, f) {
    __want("filter", 1, xs, "string, array, hash, range or generator")
    __want("filter", 2, f, "function")
    let out = []
    for (x in xs) {
        if (f(x)) {
            out.push(x)
        }
    }
    out
}

// `f(f(f(initial, x), y), z)` for the elements `x`, `y`, `z`.
fn reduce(xs, initial, f) {
    __want("reduce", 1, xs, "string, array, hash, range or generator")
    __want("reduce", 3, f, "function")
    let acc = initial
    for (x in xs) {
        acc = f(acc, x)
    }
    acc
}

// Calls `f(x)` for each element; answers `null`.
fn forEach(xs, f) {
    __want("forEach", 1, xs, "string, array, hash, range or generator")
    __want("forEach", 2, f, "function")
    for (x in xs) {
        f(x)
    }
    null
}

// The first element for which `f(x)` is true; `null` if there is none.
fn find(xs, f) {
    __want("find", 1, xs, "string, array, hash, range or generator")
    __want("find", 2, f, "function")
    for (x in xs) {
        if (f(x)) {
            return x
        }
    }
    null
}

// Whether `f(x)` is true for some element; `false` if there are none.
fn any(xs, f) {
    __want("any", 1, xs, "string, array, hash, range or generator")
    __want("any", 2, f, "function")
    for (x in xs) {
        if (f(x)) {
            return true
        }
    }
    false
}

// Whether `f(x)` is true for every element; `true` if there are none.
fn all(xs, f) {
    __want("all", 1, xs, "string, array, hash, range or generator")
    __want("all", 2, f, "function")
    for (x in xs) {
        if (!f(x)) {
            return false
        }
    }
    true
}

// The elements in order, in a new array: numbers or strings by `<`, or anything by `before(a, b)`, which says with a
// boolean or a number below 0 whether `a` comes first. Equal elements stay in their order; NaN comes last.
fn sort(xs, before = null) {
    if (before == null) {
        return __sort(__elements(xs))
    }
    __want("sort", 1, xs, "array, range or generator")
    __want("sort", 2, before, "function")
    __merge_sort([...xs], before)
}

// The elements in the order of `key(x)`, numbers or strings, in a new array. Each key is computed once.
fn sortBy(xs, key) {
    __want("sortBy", 1, xs, "string, array, hash, range or generator")
    __want("sortBy", 2, key, "function")
    let elements = [...xs]
    let keys = []
    for (x in elements) {
        keys.push(key(x))
    }
    __sort_by_keys(elements, keys)
}

// A hash from each `f(x)` to the array of the elements that have it, in the order in which they appear.
fn groupBy(xs, f) {
    __want("groupBy", 1, xs, "string, array, hash, range or generator")
    __want("groupBy", 2, f, "function")
    let groups = {}
    for (x in xs) {
        let key = f(x)
        let group = groups[key]
        if (group == null) {
            groups[key] = [x]
        } else {
            group.push(x)
        }
    }
    groups
}

// The first `n` elements, or all if there are fewer. A generator is resumed no more often than that.
fn take(xs, n) {
    if (type(xs) != "generator") {
        return __take(xs, n)
    }
    // Says what is wrong with `n`.
    let out = __take([], n)
    if (n > 0) {
        for (x in xs) {
            out.push(x)
            if (len(out) == n) {
                break
            }
        }
    }
    out
}

// The elements of an array, range or generator added up; `0` if there are none.
fn sum(xs) {
    __sum(__elements(xs))
}

// An array of `[index, element]`.
fn enumerate(xs) {
    __enumerate(__elements(xs))
}

// An array of the elements without those that equal an earlier one.
fn unique(xs) {
    __unique(__elements(xs))
}

// The elements, each as `str` gives it, in one string with separators between them.
fn join(xs, separator = "") {
    __join(__elements(xs), separator)
}

// An array of `[x, y, ...]`, as many as the shortest has elements. Generators are resumed no more often than that, and once
// more to find that one is done.
fn zip(xs, ys, ...more) {
    let all = [xs, ys, ...more]
    let lazy = false
    for (x in all) {
        if (type(x) == "generator") {
            lazy = true
        }
    }
    if (!lazy) {
        return __zip(...all)
    }
    let sources = []
    for (x in all) {
        __want("zip", len(sources) + 1, x, "string, array, hash, range or generator")
        if (type(x) == "generator") {
            sources.push(x)
        } else {
            sources.push([...x])
        }
    }
    let out = []
    while (true) {
        let tuple = []
        for (source in sources) {
            let next = source
            let at = 0
            if (type(source) == "generator") {
                next = __unpack(source, 1)
            } else {
                at = len(out)
            }
            if (at >= len(next)) {
                return out
            }
            tuple.push(next[at])
        }
        out.push(tuple)
    }
}

// The next element of a generator; `null` if it is done.
fn __generator_next(g) {
    for (x in g) {
        return x
    }
    null
}

// Anything but a generator is answered as it is; of a generator, an array of its elements.
fn __elements(xs) {
    if (type(xs) != "generator") {
        return xs
    }
    let all = []
    for (x in xs) {
        all.push(x)
    }
    all
}

// An array of the next `n` elements of a generator, or of all that are left.
fn __unpack(g, n) {
    let some = []
    if (n > 0) {
        for (x in g) {
            some.push(x)
            if (len(some) == n) {
                break
            }
        }
    }
    some
}

// The index of the first element for which `f(x)` is true; `-1` if there is none.
fn __in_array_findIndex(xs, f) {
    __want("array.findIndex", 1, xs, "string, array, hash or range")
    __want("array.findIndex", 2, f, "function")
    let at = 0
    for (x in xs) {
        if (f(x)) {
            return at
        }
        at += 1
    }
    -1
}

// How many elements there are for which `f(x)` is true.
fn __in_array_count(xs, f) {
    __want("array.count", 1, xs, "string, array, hash or range")
    __want("array.count", 2, f, "function")
    let count = 0
    for (x in xs) {
        if (f(x)) {
            count += 1
        }
    }
    count
}

// An array of two: the elements for which `f(x)` is true, and the others.
fn __in_array_partition(xs, f) {
    __want("array.partition", 1, xs, "string, array, hash or range")
    __want("array.partition", 2, f, "function")
    let fits = []
    let others = []
    for (x in xs) {
        if (f(x)) {
            fits.push(x)
        } else {
            others.push(x)
        }
    }
    [fits, others]
}

// The elements of each array `f(x)`, one after the other.
fn __in_array_flatMap(xs, f) {
    __want("array.flatMap", 1, xs, "string, array, hash or range")
    __want("array.flatMap", 2, f, "function")
    let out = []
    for (x in xs) {
        let ys = f(x)
        if (type(ys) != "array") {
            error(`array.flatMap: the function gave ${type(ys)}, want array`)
        }
        for (y in ys) {
            out.push(y)
        }
    }
    out
}

// Sorts the array in place, as the function `sort` orders it, and answers it. While a comparison runs, the array is as
// it was; what the comparison does to it is overwritten.
fn __array_sort(xs, before = null) {
    __replace(xs, sort(xs, before))
}

// Sorts an array that is nobody else's, bottom up: runs of `width` elements are merged from one array into
// another and back. Whatever `before` answers, each element is moved and none is doubled. An element of the right run
// goes first only if it is before that of the left run, which keeps equal ones in order.
fn __merge_sort(xs, before) {
    let n = len(xs)
    let from = xs
    let to = [...xs]
    let width = 1
    while (width < n) {
        let start = 0
        while (start < n) {
            let left = start
            let middle = start + width
            if (middle > n) {
                middle = n
            }
            let right = middle
            let end = middle + width
            if (end > n) {
                end = n
            }
            let k = start
            while (left < middle && right < end) {
                let a = from[left]
                let b = from[right]
                let answer = before(b, a)
                if (answer == true || answer != false && __is_before(answer)) {
                    to[k] = b
                    right += 1
                } else {
                    to[k] = a
                    left += 1
                }
                k += 1
            }
            while (left < middle) {
                to[k] = from[left]
                left += 1
                k += 1
            }
            while (right < end) {
                to[k] = from[right]
                right += 1
                k += 1
            }
            start = end
        }
        let filled = to
        to = from
        from = filled
        width *= 2
    }
    from
}
