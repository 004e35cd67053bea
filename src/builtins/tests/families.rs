//! Families that need nothing but the heap.

use super::check;

#[test]
fn collections() {
    check(&[
        (r#"len("héé")"#, "3"),
        ("len([1, 2])", "2"),
        (r#"len({"a": 1})"#, "1"),
        ("len(0..10)", "10"),
        (
            "len(-9223372036854775808..9223372036854775807)",
            "18446744073709551615",
        ),
        (
            "len(5)",
            "error len: argument 1: want string, array, hash or range, got int",
        ),
        (
            "len(100000000000000000000)",
            "error len: argument 1: want string, array, hash or range, got int",
        ),
        (
            "len([1], 2)",
            "error len: wrong number of arguments: want=1, got=2",
        ),
        ("contains([1, 2], 2.0)", "true"),
        ("contains([[1]], [1])", "false"),
        (r#"contains("hello", "ell")"#, "true"),
        (r#"contains("x", "")"#, "true"),
        (
            r#"contains("1", 1)"#,
            "error contains: argument 2: want string, got int",
        ),
        (
            r#"contains({"a": 1}, "a")"#,
            "error contains: argument 1: want string or array, got hash",
        ),
        (r#"indexOf("é😀x", "x")"#, "2"),
        (r#"indexOf("abc", "z")"#, "-1"),
        ("indexOf([NaN, 1], NaN)", "-1"),
        ("indexOf([1.5, 2], 2.0)", "1"),
        ("sum([1, 2.5])", "3.5"),
        ("sum([])", "0"),
        ("sum(0..101)", "5050"),
        ("sum(5..0)", "0"),
        (
            "sum(-9223372036854775808..9223372036854775807)",
            "-18446744073709551615",
        ),
        ("sum([9223372036854775807, 1])", "9223372036854775808"),
        (r#"sum([1, "x"])"#, "error type mismatch: int + string"),
        (
            r#"sum("12")"#,
            "error sum: argument 1: want array, range or generator, got string",
        ),
        (r#"enumerate("aé")"#, r#"[[0, "a"], [1, "é"]]"#),
        (r#"enumerate({"k": 5})"#, r#"[[0, "k"]]"#),
        ("enumerate([])", "[]"),
        (
            r#"zip("ab", 0..9, [true, null, 1])"#,
            r#"[["a", 0, true], ["b", 1, null]]"#,
        ),
        ("zip([1], [])", "[]"),
        (
            "zip([1], 2)",
            "error zip: argument 2: want string, array, hash, range or generator, got int",
        ),
        (
            "zip([1])",
            "error zip: wrong number of arguments: want=2+, got=1",
        ),
        (r#"unique([1, 1.0, "1", true, 1])"#, r#"[1, "1", true]"#),
        (
            "unique([NaN, NaN, 0.0, -0.0, null, null])",
            "[NaN, NaN, 0.0, null]",
        ),
        (
            "unique([1e20, 100000000000000000000, 100000000000000000001, 100000000000000000001])",
            "[100000000000000000000.0, 100000000000000000001]",
        ),
        (r#"unique("aba")"#, r#"["a", "b"]"#),
    ]);
}

#[test]
fn arrays() {
    check(&[
        (r#"array(3, "x")"#, r#"["x", "x", "x"]"#),
        ("array(2)", "[null, null]"),
        ("array(0, 1)", "[]"),
        (
            "array(-1)",
            "error array: argument 1: want int from 0, got -1",
        ),
        ("array(1.0)", "error array: argument 1: want int, got float"),
        ("range(3)", "[0, 1, 2]"),
        ("range(1, 4)", "[1, 2, 3]"),
        ("range(0, 10, 3)", "[0, 3, 6, 9]"),
        ("range(0, 9, 3)", "[0, 3, 6]"),
        ("range(3, 0, -1)", "[3, 2, 1]"),
        ("range(5, 1)", "[]"),
        ("range(1, 5, -1)", "[]"),
        (
            "range(0, 1, 0)",
            "error range: argument 3: want int other than 0, got 0",
        ),
        (
            "range(-9223372036854775808, 9223372036854775807, 9223372036854775807)",
            "[-9223372036854775808, -1, 9223372036854775806]",
        ),
        (
            "range(9223372036854775807, -9223372036854775808, -9223372036854775808)",
            "[9223372036854775807, -1]",
        ),
        (
            "range(100000000000000000000)",
            "error range: argument 1: want int of 64 bits, got a larger one",
        ),
        ("range(1.5)", "error range: argument 1: want int, got float"),
        ("first([])", "null"),
        ("last([])", "null"),
        ("last([1, 2])", "2"),
        ("rest([])", "null"),
        ("rest([1])", "[]"),
        ("rest([1, 2, 3])", "[2, 3]"),
        (
            r#"first("abc")"#,
            "error first: argument 1: want array, got string",
        ),
        (r#"push([1], "x")"#, r#"[1, "x"]"#),
        (
            "push([1])",
            "error push: wrong number of arguments: want=2, got=1",
        ),
        ("take([1, 2, 3], 2)", "[1, 2]"),
        ("take([1], 100000000000000000000)", "[1]"),
        (
            "take([1], -1)",
            "error take: argument 2: want int from 0, got -1",
        ),
        ("drop([1, 2, 3], 2)", "[3]"),
        ("drop([1], 5)", "[]"),
        ("concat([1], [2, 3], [], [4.5])", "[1, 2, 3, 4.5]"),
        (
            "concat([1], 2)",
            "error concat: argument 2: want array, got int",
        ),
        ("slice([1, 2, 3], 1)", "[2, 3]"),
        ("slice([1, 2, 3], -2, -1)", "[2]"),
        ("slice([1, 2, 3], 2, 1)", "[]"),
        ("slice([1, 2, 3], -100, 100)", "[1, 2, 3]"),
        (r#"slice("héllo", -4, 3)"#, r#""él""#),
        (
            "slice([1], null)",
            "error slice: argument 2: want int, got null",
        ),
        ("reverse([1, 2, 3])", "[3, 2, 1]"),
        (r#"reverse("héllo")"#, r#""olléh""#),
        (
            "reverse(5)",
            "error reverse: argument 1: want string or array, got int",
        ),
        ("flat([[1], [2, [3]], 4, []])", "[1, 2, [3], 4]"),
        ("chunk([1, 2, 3, 4, 5], 2)", "[[1, 2], [3, 4], [5]]"),
        ("chunk([], 3)", "[]"),
        ("chunk([1], 9223372036854775807)", "[[1]]"),
        (
            "chunk([1], 0)",
            "error chunk: argument 2: want int from 1, got 0",
        ),
    ]);
}

#[test]
fn methods_in_place() {
    check(&[
        (".push([1], 2.5)", "[1, 2.5] | [1, 2.5]"),
        (".pop([1, 2])", "2 | [1]"),
        (".pop([])", "null | []"),
        (".shift([1, 2])", "1 | [2]"),
        (".shift([])", "null | []"),
        (".unshift([1], 0)", "[0, 1] | [0, 1]"),
        (".insert([1, 3], 1, 2)", "[1, 2, 3] | [1, 2, 3]"),
        (".insert([1], 1, 2)", "[1, 2] | [1, 2]"),
        (".insert([1, 3], -1, 2)", "[1, 2, 3] | [1, 2, 3]"),
        (".insert([], 0, null)", "[null] | [null]"),
        (
            ".insert([1], 2, 2)",
            "error index out of range: 2 (length 1)",
        ),
        (
            ".insert([1], -2, 2)",
            "error index out of range: -2 (length 1)",
        ),
        (
            ".insert([1], 1.0, 2)",
            "error insert: argument 2: want int, got float",
        ),
        (".remove([1, 2, 3], 0)", "1 | [2, 3]"),
        (".remove([1, 2, 3], -1)", "3 | [1, 2]"),
        (".remove([1], 1)", "error index out of range: 1 (length 1)"),
        (".remove([], -1)", "error index out of range: -1 (length 0)"),
        ("__replace([1, 2, 3], [\"a\"])", r#"["a"]"#),
    ]);
}

#[test]
fn hashes() {
    check(&[
        (r#"keys({"b": 1, 2: 3, true: 4})"#, r#"["b", 2, true]"#),
        (r#"values({"b": 1, 2: 3})"#, "[1, 3]"),
        (r#"entries({"b": 1, 2: 3})"#, r#"[["b", 1], [2, 3]]"#),
        ("entries({})", "[]"),
        ("has({1: 2}, 1.0)", "true"),
        (r#"has({1: 2}, "1")"#, "false"),
        ("has({}, [])", "error unusable as hash key: array"),
        ("has({}, NaN)", "error unusable as hash key: NaN"),
        (r#"delete({"a": 5}, "a")"#, "5"),
        (r#"delete({"a": 5}, "b")"#, "null"),
        (
            r#"delete("s", "k")"#,
            "error delete: argument 1: want hash, got string",
        ),
        (
            r#"merge({"a": 1, "b": 2}, {"c": 3, "a": 4}, {})"#,
            r#"{"a": 4, "b": 2, "c": 3}"#,
        ),
        (
            "merge({}, [])",
            "error merge: argument 2: want hash, got array",
        ),
        ("keys([1])", "error keys: argument 1: want hash, got array"),
    ]);
}

#[test]
fn order() {
    check(&[
        ("__sort([3, 1, 2])", "[1, 2, 3]"),
        (
            "__sort([2.5, NaN, -1.0, Infinity])",
            "[-1.0, 2.5, Infinity, NaN]",
        ),
        (
            "__sort([2, 1.5, NaN, -1, 100000000000000000000])",
            "[-1, 1.5, 2, 100000000000000000000, NaN]",
        ),
        ("__sort([1, 1.0, 0.0, -0.0])", "[0.0, -0.0, 1, 1.0]"),
        (r#"__sort(["b", "a", "C", "ä"])"#, r#"["C", "a", "b", "ä"]"#),
        ("__sort([null])", "[null]"),
        ("__sort(2..5)", "[2, 3, 4]"),
        (r#"__sort([1, "a"])"#, "error type mismatch: int < string"),
        ("__sort([null, null])", "error type mismatch: null < null"),
        ("__sort([true, 1])", "error type mismatch: bool < int"),
        (
            r#"__sort("ba")"#,
            "error sort: argument 1: want array, range or generator, got string",
        ),
        (
            r#"__sort_by_keys(["ccc", "a", "bb", "d"], [3, 1, 2, 1])"#,
            r#"["a", "d", "bb", "ccc"]"#,
        ),
        (
            "__sort_by_keys([1, 2], [[], []])",
            "error type mismatch: array < array",
        ),
        ("__is_before(true)", "true"),
        ("__is_before(-0.5)", "true"),
        ("__is_before(0)", "false"),
        ("__is_before(NaN)", "false"),
        ("__is_before(-100000000000000000000)", "true"),
        (
            "__is_before(null)",
            "error sort: the comparison gave null, want bool, int or float",
        ),
        ("min(3, 1.5, 2)", "1.5"),
        (
            "max(3, 1.5, 100000000000000000000)",
            "100000000000000000000",
        ),
        ("min(1, 1.0)", "1"),
        ("max(1, NaN, 2)", "NaN"),
        ("min([3, 1, 2])", "1"),
        ("max([])", "null"),
        ("max(2..9)", "8"),
        ("min(9..2)", "null"),
        ("max(9..2)", "null"),
        ("max(7)", "7"),
        (r#"max(["b", "a"])"#, r#""b""#),
        (r#"min("b", "a")"#, r#""a""#),
        (
            r#"max(1, "a")"#,
            "error max: argument 2: want int or float, got string",
        ),
        (
            r#"max("a", 1)"#,
            "error max: argument 2: want string, got int",
        ),
        ("max([1, null])", "error type mismatch: int < null"),
        (
            "max(null)",
            "error max: argument 1: want array or range, got null",
        ),
        (
            "max()",
            "error max: wrong number of arguments: want=1+, got=0",
        ),
    ]);
}

#[test]
fn strings() {
    check(&[
        (r#"split("a,b,,c", ",")"#, r#"["a", "b", "", "c"]"#),
        (r#"split("aé😀", "")"#, r#"["a", "é", "😀"]"#),
        (r#"split("  two  words\n")"#, r#"["two", "words"]"#),
        (r#"split("", ",")"#, r#"[""]"#),
        (r#"split("", "")"#, "[]"),
        (
            r#"split("a", 1)"#,
            "error split: argument 2: want string, got int",
        ),
        (r#"chars("hé")"#, r#"["h", "é"]"#),
        (
            r#"join([1, "a", [null, "b"], 2.0], "-")"#,
            r#""1-a-[null, \"b\"]-2.0""#,
        ),
        (r#"join(["a", "b"])"#, r#""ab""#),
        (r#"join(1..4, ", ")"#, r#""1, 2, 3""#),
        (r#"join([], "x")"#, r#""""#),
        (
            r#"join(["a"], 5)"#,
            "error join: argument 2: want string, got int",
        ),
        (r#"trim(" \t é b \n")"#, r#""é b""#),
        (r#"upper("straße é")"#, r#""STRASSE É""#),
        (r#"lower("ABC É")"#, r#""abc é""#),
        (r#"replace("aaa", "aa", "b")"#, r#""ba""#),
        (r#"replace("abc", "", "-")"#, r#""-a-b-c-""#),
        (r#"replace("abc", "z", "y")"#, r#""abc""#),
        (
            r#"replace("a", "b", 1)"#,
            "error replace: argument 3: want string, got int",
        ),
        (r#"startsWith("hello", "he")"#, "true"),
        (r#"startsWith("é", "e")"#, "false"),
        (r#"endsWith("hello", "lo")"#, "true"),
        (r#"endsWith("a", "abc")"#, "false"),
        (r#"substr("monkey", 2)"#, r#""nkey""#),
        (r#"substr("monkéy", -2, 1)"#, r#""é""#),
        (r#"substr("monkey", 4, 100000000000000000000)"#, r#""ey""#),
        (r#"substr("monkey", 100)"#, r#""""#),
        (
            r#"substr("monkey", 1, -1)"#,
            "error substr: argument 3: want int from 0, got -1",
        ),
        ("char(128512)", r#""😀""#),
        (
            "char(55296)",
            "error char: argument 1: want a Unicode code point, got 55296",
        ),
        (
            "char(-1)",
            "error char: argument 1: want a Unicode code point, got -1",
        ),
        (r#"ord("😀x")"#, "128512"),
        (
            r#"ord("")"#,
            r#"error ord: argument 1: want a character, got """#,
        ),
        (r#"padLeft("7", 3, "0")"#, r#""007""#),
        (r#"padLeft("é", 4, "ab")"#, r#""abaé""#),
        (r#"padLeft("1234", 3)"#, r#""1234""#),
        (r#"padRight("7", 3)"#, r#""7  ""#),
        (
            r#"padRight("7", 2, "")"#,
            r#"error padRight: argument 3: want a string to pad with, got """#,
        ),
        (
            r#"padLeft("a", -1)"#,
            "error padLeft: argument 2: want int from 0, got -1",
        ),
        (r#"repeat("ab", 3)"#, r#""ababab""#),
        (r#"repeat("ab", -1)"#, r#""""#),
        (r#"repeat("", 100000000000000000000)"#, r#""""#),
    ]);
}

#[test]
fn numbers() {
    check(&[
        ("abs(-5)", "5"),
        ("abs(-9223372036854775808)", "9223372036854775808"),
        ("abs(-100000000000000000000)", "100000000000000000000"),
        ("abs(-0.0)", "0.0"),
        (
            r#"abs("x")"#,
            "error abs: argument 1: want int or float, got string",
        ),
        ("floor(-1.5)", "-2"),
        ("ceil(-1.5)", "-1"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(0.49999999999999994)", "0"),
        ("floor(1e20)", "100000000000000000000"),
        ("floor(7)", "7"),
        (
            "round(NaN)",
            "error round: argument 1: want a finite number, got NaN",
        ),
        (
            "ceil(-Infinity)",
            "error ceil: argument 1: want a finite number, got -Infinity",
        ),
        ("sqrt(16)", "4.0"),
        ("sqrt(-1)", "NaN"),
        ("pow(2, 64)", "18446744073709551616"),
        ("pow(2, -1)", "0.5"),
        ("pow(2, 100000000000000000000)", "error integer too large"),
        (
            "pow(null, 2)",
            "error pow: argument 1: want int or float, got null",
        ),
        ("sin(0)", "0.0"),
        ("cos(0)", "1.0"),
        ("tan(0)", "0.0"),
        ("atan2(0, -1)", "3.141592653589793"),
        ("exp(0)", "1.0"),
        ("log(1)", "0.0"),
        ("log(8, 2)", "3.0"),
        ("log(1000, 10)", "3.0"),
        ("log(0)", "-Infinity"),
        (
            "log(2, null)",
            "error log: argument 2: want int or float, got null",
        ),
    ]);
}

#[test]
fn conversions() {
    check(&[
        (r#"str("a\"b")"#, r#""a\"b""#),
        (r#"str(["a", 1.0, {}])"#, r#""[\"a\", 1.0, {}]""#),
        ("str(len)", r#""builtin len""#),
        ("int(2.9)", "2"),
        ("int(-2.9)", "-2"),
        ("int(1e20)", "100000000000000000000"),
        ("int(true)", "1"),
        (r#"int(" 12 ")"#, "12"),
        (r#"int("-0xff")"#, "-255"),
        (r#"int("1_000")"#, "1000"),
        (r#"int("1.5")"#, r#"error int: not an integer: "1.5""#),
        (r#"int("")"#, r#"error int: not an integer: """#),
        (r#"int("a\nb")"#, r#"error int: not an integer: "a\nb""#),
        (
            "int(NaN)",
            "error int: argument 1: want a finite number, got NaN",
        ),
        (
            "int(null)",
            "error int: argument 1: want string, bool, int or float, got null",
        ),
        ("float(5)", "5.0"),
        ("float(false)", "0.0"),
        (r#"float("1e400")"#, "Infinity"),
        (r#"float(" -2.5\n")"#, "-2.5"),
        (r#"float("1.2.3")"#, r#"error float: not a number: "1.2.3""#),
        (
            "float([])",
            "error float: argument 1: want string, bool, int or float, got array",
        ),
        ("bool(0)", "true"),
        ("bool(null)", "false"),
        ("type(100000000000000000000)", r#""int""#),
        ("type(len)", r#""function""#),
        ("type(0..1)", r#""range""#),
        ("equals([1, {\"a\": 2.0}], [1.0, {\"a\": 2}])", "true"),
        ("equals([1], [2])", "false"),
    ]);
}

#[test]
fn wanted_kinds() {
    check(&[
        (r#"__want("map", 2, len, "function")"#, "null"),
        (
            r#"__want("map", 1, 0..1, "string, array, hash or range")"#,
            "null",
        ),
        (
            r#"__want("map", 1, "s", "string, array, hash or range")"#,
            "null",
        ),
        (
            r#"__want("map", 1, 5, "string, array, hash or range")"#,
            "error map: argument 1: want string, array, hash or range, got int",
        ),
        (
            r#"__want("map", 2, null, "function")"#,
            "error map: argument 2: want function, got null",
        ),
        (r#"__want("f", 1, "s", "string or array")"#, "null"),
    ]);
}
