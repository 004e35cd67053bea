// Values of enums have an identity and nothing else.
enum C { A, B }
let tries = [
    () => C.A + 1, () => 1 + C.A, () => C.A < C.B, () => C.A + C.B, () => -C.A, () => C.A[0], () => C[0],
    () => C.A.name, () => C.A(), () => len(C.A), () => C + C, () => [...C.A], () => C[0:1], () => C.A * 2, () => 1 in C,
    () => sort([C.B, C.A])
]
for (t in tries) { puts(try { t() } catch (e) { e.message }) }
// expect: type mismatch: enum + int
// expect: type mismatch: int + enum
// expect: type mismatch: enum < enum
// expect: type mismatch: enum + enum
// expect: unknown operator: -enum
// expect: cannot index enum
// expect: cannot index enum type
// expect: cannot read field name of enum
// expect: not a function: enum
// expect: len: argument 1: want string, array, hash or range, got enum
// expect: type mismatch: enum type + enum type
// expect: cannot iterate over enum
// expect: cannot index enum type
// expect: type mismatch: enum * int
// expect: type mismatch: int in enum type
// expect: type mismatch: enum < enum
