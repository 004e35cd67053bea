// What is called on an enum is one of its values, or a method of all values.
enum E { len, Two }
puts(E.type(), E.str(), E.Two.str(), E.Two.type())
puts(try { E.Two() } catch (e) { e.message })
puts(try { E.len() } catch (e) { e.message })
puts(try { E.nothing() } catch (e) { e.message })
E()
// expect: enum type
// expect: enum E
// expect: E.Two
// expect: enum
// expect: not a function: enum
// expect: not a function: enum
// expect: enum E has no variant nothing
// expect error: not a function: enum type
// expect error at: 7:1
