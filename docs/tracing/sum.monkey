let a = [1, 2, 3, 4, 5, 6, 7, 8]
let sum = 0
for (let i = 0; i < 4000; i++) {
    if (i == 3000) { sum = sum + 0.5 }
    sum = sum + a[i % 8]
}
puts(sum)
