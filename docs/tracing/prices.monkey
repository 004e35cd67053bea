let prices = [3, 2, 4, 2.5]
let dear = fn(price) { price * 2 > 7 }
let count = 0
for (let i = 0; i < 4000; i++) {
    if (dear(prices[i % 4])) { count++ }
}
puts(count)
