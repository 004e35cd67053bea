// Twelve branches in sequence, each decided by one bit of a random number.
let seed = 12345
let c = array(12, 0)
let s = 0
for (let i = 0; i < 1500; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    let r = seed >> 8
    if (r & 1 == 1) { s = s + 1 } else { s = s + 2 }
    if (r & 2 == 2) { s = s * 3 } else { s = s - 5 }
    if (r & 4 == 4) { c[2] = c[2] + 1 } else { s = s + 7 }
    if (r & 8 == 8) { s = s % 100003 } else { c[3] = c[3] + s % 3 }
    if (r & 16 == 16) { s = s + i } else { s = s - i }
    if (r & 32 == 32) { s = -s }
    if (r & 64 == 64) { s = s ^ 21845 } else { s = s + 1 }
    if (r & 128 == 128) { c[7] = s % 1009 } else { s = s + c[7] }
    if (r & 256 == 256) { s = s / 2 } else { s = s * 2 }
    if (r & 512 == 512) { c[9] = c[9] + i }
    if (r & 1024 == 1024) { s = s % 65537 } else { s = s + 1 }
    if (r & 2048 == 2048) { c[11] = c[11] ^ s } else { s = s % 1000003 }
    if (i % 500 == 499) { puts(s) }
}
puts(s, c)
// expect: 29378
// expect: 116301
// expect: -88055
// expect: -88055
// expect: [0, 0, 770, -44, 0, 0, 0, -547, 0, 568764, 0, -3926815]
// expect jit: sites=1 recordings=1 exit-recordings<=12 pieces<=12 points<=100 exits<=40 cuts=0
