// So are values of enums.
enum Day { Mon, Tue, Wed, Thu, Fri, Sat, Sun }
enum Other { Mon, Tue, Wed }
fn f(d) {
    match (d) {
        Day.Sat | Day.Sun => "weekend", Day.Fri => "almost", Other.Tue => "other", Day.Wed => "middle", Day.Mon => "start",
        Day.Sat => "never", 3 => "number", Day.Tue => "second",
    }
}
for (d in Day) { print(d, " ", f(d), "; ") }
puts("")
puts([...Other].map(f), f(3), f(3.0), f("Mon"), f(null), f(Day), f(0), f(6))
// expect: Day.Mon start; Day.Tue second; Day.Wed middle; Day.Thu null; Day.Fri almost; Day.Sat weekend; Day.Sun weekend; 
// expect: [null, "other", null]
// expect: number
// expect: number
// expect: null
// expect: null
// expect: null
// expect: null
// expect: null
