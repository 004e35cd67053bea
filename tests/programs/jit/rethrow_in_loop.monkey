// An error caught, thrown again and caught around the loop body, with its first place.
let places = {}
for (let i = 0; i < 400; i++) {
    try {
        try {
            if (i % 4 == 1) { error("one") }
            if (i % 4 == 2) { [1][5] = 1 }
        } catch (e) {
            if (i % 3 == 0) { throw e }
            places.kept = (places.kept ?? 0) + 1
        }
    } catch (e) {
        let k = `${e.line} ${e.message}`
        places[k] = (places[k] ?? 0) + 1
    }
}
puts(places)
// expect: {"kept": 134, "7 index out of range: 5 (length 1)": 33, "6 one": 33}
