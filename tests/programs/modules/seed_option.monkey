// options: --seed 42
import "random"
let drawn = [random.int(1, 100), random.int(1, 100), random.int(1, 100)]
random.seed(42)
puts(equals(drawn, [random.int(1, 100), random.int(1, 100), random.int(1, 100)])) // expect: true
