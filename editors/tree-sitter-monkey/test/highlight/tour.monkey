let total = 0x1F + 2.5; // comment
// <- keyword
//  ^ variable
//        ^ operator
//          ^ number
//                 ^ number.float
//                      ^ comment
fn area(w, h = 1) { return w * self.h; }
// <- keyword
// ^ function
//      ^ variable.parameter
//                  ^ keyword.return
//                             ^ variable.builtin
//                                  ^ property
let twice = x => puts("a\n", `${x} b`).trim();
//  ^ function
//          ^ variable.parameter
//            ^ operator
//               ^ function.call
//                    ^ string
//                      ^ string.escape
//                            ^ punctuation.special
//                              ^ variable
//                                ^ string
//                                     ^ function.method.call
class P extends Q { let x = null; static fn make() { new P(true) } }
//    ^ type
//      ^ keyword
//              ^ type
//                      ^ property
//                          ^ constant.builtin
//                                ^ keyword
//                                          ^ function.method
//                                                   ^ keyword
//                                                       ^ type
//                                                         ^ boolean
enum Color { Red }
//   ^ type
//           ^ constant
for (x in xs) { if (x) { break } else { throw x } }
// <- keyword.repeat
//     ^ keyword
//              ^ keyword.conditional
//                       ^ keyword.repeat
//                                      ^ keyword.exception
match (e) { int(n) when n > 1 => 1, Color.Red => 2 }
// <- keyword.conditional
//          ^ type
//                 ^ keyword
//                                  ^ type
//                                        ^ constant
import "math" as m
// <- keyword.import
//     ^ string
//            ^ keyword
