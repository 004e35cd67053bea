// What a round makes and only its variables name lives until its end, whatever is allocated meanwhile.
let keep = null
let s = 0
for (let i = 0; i < 250; i++) {
    let a = [i, [i + 1]]
    let b = {"a": a, "s": `${i}`}
    let f = () => a[0] + len(b.s)
    let c = map([1, 2, 3], x => [x, i])
    let t = "t" + str(i) + b.s
    s = s + f() + c[2][1] + len(t) + a[1][0]
    if (i % 60 == 59) { puts(a, b, c, t); keep = [keep, a] }
}
puts(s, keep)
// expect: [59, [60]]
// expect: {"a": [59, [60]], "s": "59"}
// expect: [[1, 59], [2, 59], [3, 59]]
// expect: t5959
// expect: [119, [120]]
// expect: {"a": [119, [120]], "s": "119"}
// expect: [[1, 119], [2, 119], [3, 119]]
// expect: t119119
// expect: [179, [180]]
// expect: {"a": [179, [180]], "s": "179"}
// expect: [[1, 179], [2, 179], [3, 179]]
// expect: t179179
// expect: [239, [240]]
// expect: {"a": [239, [240]], "s": "239"}
// expect: [[1, 239], [2, 239], [3, 239]]
// expect: t239239
// expect: 95795
// expect: [[[[null, [59, [60]]], [119, [120]]], [179, [180]]], [239, [240]]]
