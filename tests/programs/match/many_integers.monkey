// Many literals are searched by halves; the first of equal ones counts.
fn f(x) {
    match (x) {
        7 => "seven", 1 | 2 => "low", -5 => "minus five", 1000000 => "million", 7 => "again", 3 => "three", 40000 => "forty", 12 | 11 => "dozen",
        2 | 99 => "ninety-nine", 9223372036854775807 => "max", 5.0 => "five", 1e18 => "1e18", 0 => "zero", 9223372036854775808 => "past",
    }
}
for (x in [7, 1, 2, -5, 1000000, 3, 40000, 12, 11, 99, 2 ** 63 - 1, 5, 10 ** 18, 0, 2 ** 63]) { print(f(x), " ", f(float(x)), "; ") }
puts("")
puts(f(4), f(-1), f(2.5), f(0.0 / 0.0), f(1 / 0.0), f(10 ** 40), f("7"), f(null), f([7]), f(true), f(8), f(100), f(-6), f(39999))
// expect: seven seven; low low; low low; minus five minus five; million million; three three; forty forty; dozen dozen; dozen dozen; ninety-nine ninety-nine; max past; five five; 1e18 1e18; zero zero; past past; 
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
