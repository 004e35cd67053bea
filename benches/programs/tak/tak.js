// Takeuchi's function: three-way recursion whose arguments are calls. Prints tak(24, 16, 8)
// and how often the function was called for tak(18, 12, 6).

function tak(x, y, z) {
    if (y >= x) {
        return z;
    }
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
}

let calls = 0;

function counted(x, y, z) {
    calls++;
    if (y >= x) {
        return z;
    }
    return counted(counted(x - 1, y, z), counted(y - 1, z, x), counted(z - 1, x, y));
}

let sum = 0;
for (let i = 0; i < 60; i++) {
    sum += tak(24, 16, 8 + i % 2);
}
console.log(String(sum));
counted(18, 12, 6);
console.log(String(calls));
