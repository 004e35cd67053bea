// A machine whose state is an enum's value: arms by halves, and few.
enum State { Start, Word, Space, Number, Quote, End }
enum Other { Start }
fn step(state, c) {
    match (state) {
        State.Start => match (c) { 0 => State.Word, 1 => State.Number, _ => State.Space },
        State.Word => if (c == 0) { State.Word } else { State.Space },
        State.Number => match (c) { 1 => State.Number, 2 => State.Quote },
        State.Quote => State.End,
        State.End => State.Start,
        null => State.Start,
        Other.Start => State.End,
        State.Space => State.Start,
    }
}
let state = State.Start
let counts = {}
for (let i = 0; i < 4000; i++) {
    state = step(state, i * 7 % 5 % 3)
    counts[state ?? "none"] = (counts[state ?? "none"] ?? 0) + 1
    if (i % 997 == 0) { state = Other.Start }
}
puts(state, counts)
// expect: null
// expect: {State.Word: 4, State.End: 5, State.Start: 1597, State.Number: 799, "none": 797, State.Space: 798}
// expect jit: exits<=90 cuts=0
