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
    __want("map", 1, xs, "string, array, hash or range")
    __want("map", 2, f, "function")
    let out = []
    for (x in xs) {
        out.push(f(x))
    }
    out
}

// An array of the elements for which `f(x)` is true.
fn filter(xs, f) {
    __want("filter", 1, xs, "string, array, hash or range")
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
    __want("reduce", 1, xs, "string, array, hash or range")
    __want("reduce", 3, f, "function")
    let acc = initial
    for (x in xs) {
        acc = f(acc, x)
    }
    acc
}

// Calls `f(x)` for each element; answers `null`.
fn forEach(xs, f) {
    __want("forEach", 1, xs, "string, array, hash or range")
    __want("forEach", 2, f, "function")
    for (x in xs) {
        f(x)
    }
    null
}

// The first element for which `f(x)` is true; `null` if there is none.
fn find(xs, f) {
    __want("find", 1, xs, "string, array, hash or range")
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
    __want("any", 1, xs, "string, array, hash or range")
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
    __want("all", 1, xs, "string, array, hash or range")
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
        return __sort(xs)
    }
    __want("sort", 1, xs, "array or range")
    __want("sort", 2, before, "function")
    __merge_sort([...xs], before)
}

// The elements in the order of `key(x)`, numbers or strings, in a new array. Each key is computed once.
fn sortBy(xs, key) {
    __want("sortBy", 1, xs, "string, array, hash or range")
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
    __want("groupBy", 1, xs, "string, array, hash or range")
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
