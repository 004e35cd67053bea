let numbers = [3, 1, 4, 1, 5, 9, 2, 6]
let sum = 0
for (let i = 0; i < 4000; i++) {
    sum += numbers[i % 8]
}
puts(sum)
