// Integers, floats, booleans, strings and big integers as keys of one hash; equal numbers are one key.
let h = {}
let n = 0
for (let i = 0; i < 600; i++) {
    let k = i % 6 == 0 ? i / 60 : i % 6 == 1 ? i / 60 * 1.0 : i % 6 == 2 ? i % 4 == 0 : i % 6 == 3 ? str(i / 60) : i % 6 == 4 ? (1 << 64) + i / 200 : -0.0
    if (k in h) { n++ }
    h[k] = i
}
puts(len(h), n, h)
// expect: 25
// expect: 575
// expect: {0: 599, false: 590, "0": 57, 18446744073709551616: 196, true: 596, 1: 115, "1": 117, 2: 175, "2": 177, 3: 235, "3": 237, 18446744073709551617: 394, 4: 295, "4": 297, 5: 355, "5": 357, 6: 415, "6": 417, 18446744073709551618: 598, 7: 475, "7": 477, 8: 535, "8": 537, 9: 595, "9": 597}
