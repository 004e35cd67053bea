// A loop body of some thousand instructions: longer than one recording can be.
fn run(n) {
    let a = 1; let b = 2; let c = 3; let d = 4
    for (let i = 0; i < n; i++) {
        if (c > a) { b = b + 2 } else { b = a - c }
        a = a - a + i % 11
        b = (c * 8 + c + 2) % 10007
        b = a - c + i % 7
        if (c > a) { c = c + 6 } else { c = a - c }
        b = b - b + i % 4
        if (a > c) { c = c + 8 } else { c = c - a }
        if (d > d) { b = b + 7 } else { b = d - d }
        b = b - c + i % 27
        if (a > d) { a = a + 8 } else { a = d - a }
        if (c > b) { d = d + 6 } else { d = b - c }
        b = (d * 4 + c + 11) % 10007
        b = (c * 7 + a + 12) % 10007
        b = (a * 4 + c + 13) % 10007
        a = c - a + i % 23
        a = c - c + i % 26
        a = c - b + i % 6
        if (b > c) { d = d + 0 } else { d = c - b }
        d = b - c + i % 20
        d = (b * 2 + d + 19) % 10007
        if (b > b) { a = a + 7 } else { a = b - b }
        b = (c * 8 + a + 21) % 10007
        d = (b * 3 + d + 22) % 10007
        d = a - b + i % 9
        b = (d * 2 + b + 24) % 10007
        b = b - b + i % 10
        if (a > c) { c = c + 6 } else { c = c - a }
        a = (d * 5 + d + 27) % 10007
        if (c > d) { c = c + 6 } else { c = d - c }
        b = c - c + i % 4
        if (a > d) { b = b + 4 } else { b = d - a }
        if (b > d) { a = a + 6 } else { a = d - b }
        d = (b * 3 + a + 32) % 10007
        a = (d * 6 + d + 33) % 10007
        if (c > d) { b = b + 1 } else { b = d - c }
        if (a > d) { a = a + 2 } else { a = d - a }
        if (c > a) { a = a + 5 } else { a = a - c }
        a = a - d + i % 27
        d = b - d + i % 4
        if (d > d) { c = c + 1 } else { c = d - d }
        b = c - d + i % 27
        b = (c * 7 + b + 41) % 10007
        if (c > c) { d = d + 2 } else { d = c - c }
        if (c > a) { a = a + 7 } else { a = a - c }
        a = b - d + i % 9
        if (a > c) { a = a + 4 } else { a = c - a }
        d = (d * 4 + d + 46) % 10007
        c = (b * 6 + d + 47) % 10007
        if (c > b) { c = c + 1 } else { c = b - c }
        a = d - b + i % 13
        if (c > a) { b = b + 1 } else { b = a - c }
        c = (a * 6 + b + 51) % 10007
        if (b > d) { a = a + 4 } else { a = d - b }
        if (b > d) { d = d + 5 } else { d = d - b }
        b = c - d + i % 14
        if (d > d) { c = c + 2 } else { c = d - d }
        d = c - d + i % 2
        if (d > c) { a = a + 1 } else { a = c - d }
        if (d > b) { c = c + 1 } else { c = b - d }
        b = b - a + i % 3
        if (c > a) { d = d + 1 } else { d = a - c }
        b = (a * 2 + c + 61) % 10007
        if (b > b) { c = c + 1 } else { c = b - b }
        if (a > b) { c = c + 3 } else { c = b - a }
        c = d - a + i % 7
        d = c - d + i % 14
        if (a > c) { d = d + 2 } else { d = c - a }
        if (b > a) { a = a + 3 } else { a = a - b }
        if (a > d) { b = b + 7 } else { b = d - a }
        if (c > b) { d = d + 1 } else { d = b - c }
        if (c > c) { d = d + 0 } else { d = c - c }
        b = c - c + i % 28
        a = (b * 7 + c + 72) % 10007
        c = (d * 3 + c + 73) % 10007
        d = (b * 7 + a + 74) % 10007
        if (c > a) { b = b + 8 } else { b = a - c }
        if (a > b) { a = a + 0 } else { a = b - a }
        if (a > d) { a = a + 5 } else { a = d - a }
        b = c - c + i % 21
        a = b - d + i % 26
        if (c > b) { c = c + 5 } else { c = b - c }
        b = b - a + i % 10
        if (d > c) { d = d + 4 } else { d = c - d }
        a = a - d + i % 11
        if (a > b) { c = c + 3 } else { c = b - a }
        c = (b * 7 + d + 85) % 10007
        d = (b * 3 + b + 86) % 10007
        if (c > c) { a = a + 2 } else { a = c - c }
        a = (b * 7 + a + 88) % 10007
        if (c > c) { a = a + 5 } else { a = c - c }
        b = (b * 2 + b + 90) % 10007
        c = (d * 8 + a + 91) % 10007
        d = d - c + i % 25
        a = (a * 4 + b + 93) % 10007
        if (c > b) { b = b + 6 } else { b = b - c }
        c = (a * 4 + b + 95) % 10007
        b = (a * 3 + a + 96) % 10007
        if (a > c) { d = d + 2 } else { d = c - a }
        b = d - d + i % 2
        if (d > a) { b = b + 6 } else { b = a - d }
        b = a - c + i % 19
        if (d > b) { a = a + 2 } else { a = b - d }
        if (c > a) { b = b + 6 } else { b = a - c }
        if (b > b) { d = d + 2 } else { d = b - b }
        if (b > d) { c = c + 5 } else { c = d - b }
        b = c - c + i % 12
        if (b > c) { a = a + 3 } else { a = c - b }
        d = (d * 7 + a + 107) % 10007
        if (b > b) { b = b + 8 } else { b = b - b }
        if (a > a) { c = c + 2 } else { c = a - a }
        c = a - c + i % 10
        d = (c * 4 + a + 111) % 10007
        a = (c * 3 + c + 112) % 10007
        d = (a * 8 + c + 113) % 10007
        b = (b * 2 + a + 114) % 10007
        if (a > a) { d = d + 2 } else { d = a - a }
        b = (a * 3 + a + 116) % 10007
        if (c > c) { a = a + 1 } else { a = c - c }
        a = (a * 8 + b + 118) % 10007
        d = (c * 6 + c + 119) % 10007
        d = (b * 5 + d + 120) % 10007
        if (b > c) { a = a + 7 } else { a = c - b }
        c = (b * 4 + c + 122) % 10007
        b = d - c + i % 29
        c = a - b + i % 28
        b = d - a + i % 18
        a = (a * 3 + b + 126) % 10007
        if (b > d) { d = d + 8 } else { d = d - b }
        a = (c * 3 + a + 128) % 10007
        a = d - b + i % 25
        if (c > c) { b = b + 2 } else { b = c - c }
        a = (c * 8 + c + 131) % 10007
        if (c > d) { d = d + 6 } else { d = d - c }
        b = a - d + i % 8
        a = (c * 3 + a + 134) % 10007
        c = d - c + i % 11
        if (c > d) { a = a + 7 } else { a = d - c }
        if (c > b) { d = d + 2 } else { d = b - c }
        d = c - a + i % 3
        b = (b * 6 + d + 139) % 10007
        d = d - a + i % 2
        c = (d * 3 + c + 141) % 10007
        if (c > d) { b = b + 7 } else { b = d - c }
        if (d > c) { d = d + 0 } else { d = c - d }
        if (c > b) { d = d + 0 } else { d = b - c }
        d = (c * 2 + b + 145) % 10007
        c = b - c + i % 16
        c = (a * 5 + a + 147) % 10007
        if (d > a) { b = b + 2 } else { b = a - d }
        if (a > b) { b = b + 3 } else { b = b - a }
        a = d - c + i % 20
        if (c > a) { b = b + 1 } else { b = a - c }
        a = c - a + i % 8
        a = d - d + i % 29
        if (d > d) { b = b + 1 } else { b = d - d }
        b = (b * 7 + a + 155) % 10007
        if (d > c) { d = d + 4 } else { d = c - d }
        c = a - c + i % 20
        if (a > b) { c = c + 2 } else { c = b - a }
        if (b > b) { d = d + 8 } else { d = b - b }
        a = (a * 2 + c + 160) % 10007
        a = a - c + i % 8
        a = c - d + i % 10
        if (d > c) { a = a + 7 } else { a = c - d }
        c = (b * 3 + d + 164) % 10007
        c = (a * 7 + b + 165) % 10007
        c = b - b + i % 18
        if (c > c) { d = d + 1 } else { d = c - c }
        d = d - c + i % 5
        d = (d * 4 + d + 169) % 10007
        a = (c * 5 + a + 170) % 10007
        d = (d * 4 + b + 171) % 10007
        d = b - b + i % 23
        c = d - c + i % 8
        if (b > a) { a = a + 4 } else { a = a - b }
        a = (b * 7 + c + 175) % 10007
        d = c - b + i % 13
        a = (d * 5 + b + 177) % 10007
        b = d - c + i % 20
        if (b > c) { b = b + 2 } else { b = c - b }
        if (d > a) { a = a + 3 } else { a = a - d }
        a = d - d + i % 7
        a = b - d + i % 16
        c = (c * 2 + d + 183) % 10007
        c = c - c + i % 3
        d = (c * 6 + a + 185) % 10007
        if (c > d) { d = d + 6 } else { d = d - c }
        if (d > b) { d = d + 8 } else { d = b - d }
        b = c - c + i % 22
        if (b > c) { d = d + 8 } else { d = c - b }
        if (c > d) { d = d + 5 } else { d = d - c }
        d = (c * 3 + c + 191) % 10007
        a = c - d + i % 22
        b = d - b + i % 27
        b = (c * 3 + d + 194) % 10007
        d = b - a + i % 2
        c = d - c + i % 6
        a = (d * 7 + c + 197) % 10007
        if (c > a) { a = a + 7 } else { a = a - c }
        if (b > b) { d = d + 6 } else { d = b - b }
        if (c > d) { b = b + 2 } else { b = d - c }
        b = (b * 7 + d + 201) % 10007
        if (c > b) { a = a + 5 } else { a = b - c }
        if (b > c) { b = b + 1 } else { b = c - b }
        a = (c * 5 + c + 204) % 10007
        if (b > a) { b = b + 5 } else { b = a - b }
        a = (a * 6 + b + 206) % 10007
        b = (c * 7 + b + 207) % 10007
        c = c - d + i % 25
        if (c > c) { c = c + 0 } else { c = c - c }
        a = (d * 8 + c + 210) % 10007
        if (c > a) { a = a + 8 } else { a = a - c }
        d = a - d + i % 18
        if (c > a) { d = d + 2 } else { d = a - c }
        d = c - c + i % 3
        if (d > b) { b = b + 5 } else { b = b - d }
        a = b - d + i % 9
        if (b > a) { a = a + 1 } else { a = a - b }
        if (b > d) { d = d + 3 } else { d = d - b }
        b = (b * 4 + b + 219) % 10007
        if (c > a) { b = b + 1 } else { b = a - c }
        d = d - d + i % 29
        b = a - d + i % 22
        if (c > c) { d = d + 4 } else { d = c - c }
        if (d > b) { b = b + 7 } else { b = b - d }
        c = d - b + i % 9
        if (d > a) { b = b + 3 } else { b = a - d }
        if (c > d) { a = a + 8 } else { a = d - c }
        a = (c * 2 + b + 228) % 10007
        b = (b * 5 + b + 229) % 10007
        if (a > b) { b = b + 6 } else { b = b - a }
        c = a - c + i % 8
        c = (b * 4 + d + 232) % 10007
        b = a - c + i % 26
        if (b > c) { b = b + 4 } else { b = c - b }
        if (c > d) { a = a + 8 } else { a = d - c }
        if (d > c) { b = b + 5 } else { b = c - d }
        if (d > d) { a = a + 0 } else { a = d - d }
        if (a > d) { b = b + 2 } else { b = d - a }
        d = b - c + i % 19
        b = (d * 4 + a + 240) % 10007
        b = (c * 4 + a + 241) % 10007
        if (b > a) { d = d + 1 } else { d = a - b }
        if (d > a) { a = a + 3 } else { a = a - d }
        if (d > a) { c = c + 5 } else { c = a - d }
        if (d > a) { b = b + 4 } else { b = a - d }
        d = (b * 8 + d + 246) % 10007
        d = a - b + i % 26
        b = (a * 8 + a + 248) % 10007
        if (b > d) { b = b + 7 } else { b = d - b }
        d = (d * 4 + c + 250) % 10007
        d = (b * 2 + b + 251) % 10007
        d = (c * 2 + c + 252) % 10007
        a = a - c + i % 23
        b = (b * 7 + d + 254) % 10007
        if (c > d) { c = c + 6 } else { c = d - c }
        d = (b * 3 + b + 256) % 10007
        if (c > a) { c = c + 8 } else { c = a - c }
        if (d > b) { c = c + 6 } else { c = b - d }
        c = b - a + i % 6
        a = (c * 8 + c + 260) % 10007
        c = d - c + i % 16
        a = (a * 4 + b + 262) % 10007
        b = d - a + i % 11
        if (b > b) { a = a + 0 } else { a = b - b }
        if (c > b) { b = b + 2 } else { b = b - c }
        c = b - b + i % 23
        a = d - d + i % 7
        c = (c * 8 + a + 268) % 10007
        if (c > a) { b = b + 3 } else { b = a - c }
        if (a > a) { a = a + 2 } else { a = a - a }
        if (c > c) { d = d + 8 } else { d = c - c }
        b = d - a + i % 8
        if (c > a) { c = c + 6 } else { c = a - c }
        a = a - b + i % 29
        if (a > b) { b = b + 0 } else { b = b - a }
        c = d - c + i % 22
        d = d - a + i % 26
        b = (d * 6 + d + 278) % 10007
        if (b > d) { d = d + 4 } else { d = d - b }
        a = c - a + i % 26
        b = a - c + i % 18
        c = c - c + i % 11
        a = b - b + i % 25
        c = (b * 2 + d + 284) % 10007
        b = b - a + i % 29
        a = b - a + i % 6
        c = (a * 3 + c + 287) % 10007
        if (d > a) { a = a + 8 } else { a = a - d }
        c = a - d + i % 7
        b = c - d + i % 5
        d = (d * 3 + d + 291) % 10007
        if (c > b) { d = d + 7 } else { d = b - c }
        b = (c * 8 + a + 293) % 10007
        c = (d * 6 + c + 294) % 10007
        b = c - a + i % 7
        if (c > b) { c = c + 2 } else { c = b - c }
        if (c > a) { b = b + 5 } else { b = a - c }
        c = a - b + i % 21
        if (a > b) { d = d + 2 } else { d = b - a }
        if (d > a) { c = c + 8 } else { c = a - d }
        if (c > b) { b = b + 2 } else { b = b - c }
        b = (a * 4 + a + 302) % 10007
        a = (c * 7 + a + 303) % 10007
        c = (a * 2 + b + 304) % 10007
        if (d > c) { b = b + 6 } else { b = c - d }
        d = (c * 6 + a + 306) % 10007
        a = c - c + i % 16
        c = b - a + i % 8
        if (b > c) { d = d + 6 } else { d = c - b }
        c = (c * 2 + c + 310) % 10007
        b = (d * 3 + d + 311) % 10007
        if (d > d) { d = d + 5 } else { d = d - d }
        d = (c * 5 + c + 313) % 10007
        a = a - d + i % 26
        if (d > d) { d = d + 8 } else { d = d - d }
        b = a - b + i % 23
        a = (a * 2 + a + 317) % 10007
        a = b - c + i % 21
        if (b > c) { b = b + 0 } else { b = c - b }
        d = b - b + i % 20
        if (b > b) { a = a + 4 } else { a = b - b }
        if (d > a) { d = d + 8 } else { d = a - d }
        c = a - d + i % 25
        b = d - d + i % 17
        if (a > a) { d = d + 3 } else { d = a - a }
        if (c > b) { c = c + 0 } else { c = b - c }
        if (c > c) { c = c + 2 } else { c = c - c }
        if (c > c) { a = a + 2 } else { a = c - c }
        if (c > b) { a = a + 0 } else { a = b - c }
        d = a - d + i % 25
        if (a > a) { a = a + 7 } else { a = a - a }
        if (a > d) { c = c + 7 } else { c = d - a }
        if (a > b) { c = c + 0 } else { c = b - a }
        if (a > c) { a = a + 0 } else { a = c - a }
        b = b - d + i % 2
        c = (a * 8 + d + 336) % 10007
        if (b > a) { a = a + 0 } else { a = a - b }
        b = c - b + i % 25
        if (a > c) { d = d + 1 } else { d = c - a }
        if (d > b) { b = b + 5 } else { b = b - d }
        c = a - b + i % 27
        a = (a * 7 + c + 342) % 10007
        if (a > d) { d = d + 4 } else { d = d - a }
        b = d - a + i % 16
        if (c > d) { a = a + 2 } else { a = d - c }
        d = (b * 3 + b + 346) % 10007
        a = (a * 4 + a + 347) % 10007
        b = (d * 3 + c + 348) % 10007
        d = c - d + i % 17
        a = a - a + i % 20
        if (a > d) { a = a + 7 } else { a = d - a }
        c = c - d + i % 11
        a = (c * 5 + d + 353) % 10007
        if (a > a) { a = a + 7 } else { a = a - a }
        if (c > b) { c = c + 2 } else { c = b - c }
        c = (a * 7 + b + 356) % 10007
        d = b - a + i % 15
        a = (d * 2 + c + 358) % 10007
        a = (b * 5 + b + 359) % 10007
        d = a - b + i % 6
        b = b - a + i % 28
        if (a > c) { a = a + 0 } else { a = c - a }
        c = (b * 5 + c + 363) % 10007
        a = (d * 4 + c + 364) % 10007
        if (b > a) { a = a + 5 } else { a = a - b }
        d = c - c + i % 29
        if (d > d) { b = b + 4 } else { b = d - d }
        if (d > c) { c = c + 8 } else { c = c - d }
        b = b - c + i % 26
        c = (d * 2 + a + 370) % 10007
        d = (a * 8 + c + 371) % 10007
        d = b - b + i % 9
        if (b > a) { c = c + 3 } else { c = a - b }
        a = (b * 3 + b + 374) % 10007
        d = d - b + i % 18
        a = (c * 2 + d + 376) % 10007
        if (d > b) { d = d + 7 } else { d = b - d }
        a = (c * 8 + b + 378) % 10007
        c = a - d + i % 2
        d = a - c + i % 8
        if (b > d) { b = b + 8 } else { b = d - b }
        if (d > a) { b = b + 8 } else { b = a - d }
        b = (a * 3 + a + 383) % 10007
        d = b - d + i % 10
        c = a - d + i % 4
        d = d - a + i % 26
        if (d > c) { d = d + 2 } else { d = c - d }
        b = b - c + i % 13
        a = c - a + i % 4
        if (b > d) { c = c + 1 } else { c = d - b }
        b = (b * 4 + c + 391) % 10007
        a = b - d + i % 9
        b = a - b + i % 7
        if (d > c) { c = c + 6 } else { c = c - d }
        d = c - b + i % 28
        d = (a * 6 + c + 396) % 10007
        a = c - c + i % 13
        d = (c * 5 + d + 398) % 10007
        if (d > d) { b = b + 8 } else { b = d - d }
        if (b > a) { b = b + 8 } else { b = a - b }
        c = (b * 6 + d + 401) % 10007
        if (d > a) { a = a + 1 } else { a = a - d }
        b = (d * 8 + d + 403) % 10007
        c = b - c + i % 20
        b = d - a + i % 17
        if (d > a) { c = c + 4 } else { c = a - d }
        d = (b * 7 + d + 407) % 10007
        b = (a * 4 + b + 408) % 10007
        a = (d * 6 + d + 409) % 10007
        a = (c * 7 + b + 410) % 10007
        b = (d * 3 + a + 411) % 10007
        if (c > a) { d = d + 4 } else { d = a - c }
        d = a - d + i % 2
        c = (d * 6 + d + 414) % 10007
        c = (b * 3 + d + 415) % 10007
        if (d > d) { d = d + 4 } else { d = d - d }
        a = b - d + i % 9
        if (d > d) { c = c + 7 } else { c = d - d }
        d = (d * 3 + a + 419) % 10007
    }
    [a, b, c, d]
}
puts(run(1), run(5), run(60))
// expect: [-7596, -7596, 0, -7177]
// expect: [1063, 1059, 0, 1482]
// expect: [5560, 5555, 0, 5979]
