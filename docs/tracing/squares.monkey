let numbers = [3, 1, 4, 1, 5, 9, 2, 4000000000]
let square = fn(n) { n * n }
let small = 0
for (let i = 0; i < 8000; i++) {
    if (square(numbers[i % 8]) < 100) { small++ }
}
puts(small)
