// Bit operations of integers that are small, negative and big.
let a = 1
let log = []
for (let i = 0; i < 300; i++) {
    a = a << 1 ^ (a >> 3) ^ i
    if (a > 1 << 66) { log.push(a & 65535); a = a & 1048575 }
    if (i % 50 == 0) { a = ~a; log.push(a | 255) }
    if (a < -(1 << 66)) { log.push(a ^ -1 & 4095); a = -(a % 1000) }
}
puts(a, log)
// expect: 2532886895011423843
// expect: [-1, -2887171558919169, 54630, -12503905573410817, 63992, -76218240115901185, 58783, -785309828324515329, 46464, -4488637416886538497, 12958]
