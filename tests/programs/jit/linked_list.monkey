// A list of cells, built and walked; its end is null.
let head = null
for (let i = 0; i < 300; i++) { head = {"v": i % 17 == 3 ? i * 0.5 : i, "next": head} }
let s = 0
for (let k = 0; k < 5; k++) {
    let n = 0
    let p = head
    while (p != null) { s = s + p.v; n++; if (k == 2 && n == 100) { p.next = null }; p = p.next }
    puts(n, s)
}
// expect: 300
// expect: 43522.5
// expect: 300
// expect: 87045.0
// expect: 100
// expect: 111246.5
// expect: 100
// expect: 135448.0
// expect: 100
// expect: 159649.5
