import "json" for parse, stringify
puts(parse("9223372036854775807"), parse("9223372036854775808"), parse("-9223372036854775808"), parse("-9223372036854775809"))
// expect: 9223372036854775807
// expect: 9223372036854775808
// expect: -9223372036854775808
// expect: -9223372036854775809
puts(parse("123456789012345678901234567890") == 123456789012345678901234567890) // expect: true
puts(parse("18446744073709551615"), parse("18446744073709551616"))
// expect: 18446744073709551615
// expect: 18446744073709551616
puts(parse("-0"), parse("-0.0"), parse("0.1"), parse("5e-324"), parse("1.7976931348623157e308"))
// expect: 0
// expect: -0.0
// expect: 0.1
// expect: 5e-324
// expect: 1.7976931348623157e308
puts(parse("1e-400")) // expect: 0.0
puts(stringify([2 ** 70, -1, 0.1, 1e21, 1e-7, 3.0, -0.0])) // expect: [1180591620717411303424,-1,0.1,1e21,1e-7,3.0,-0.0]
for (x in [0.1, 1e21, 1e-7, 1.0 / 3.0, 123456789.125, -2.5e-300]) {
    if (parse(stringify(x)) != x) { puts("lost", x) }
}
try { parse("[1e999]") } catch (e) { puts(e) } // expect: json.parse: line 1, column 6: no float is as large as 1e+999
