import "random"
fn t(f) { try { puts(f()) } catch (e) { puts(e) } }
t(() => random.seed("x")) // expect: random.seed: argument 1: want int, got string
t(() => random.seed(2 ** 64)) // expect: random.seed: argument 1: want int of 64 bits, got a larger one
t(() => random.int(1)) // expect: random.int: wrong number of arguments: want=2, got=1
t(() => random.int(1.5, 2)) // expect: random.int: argument 1: want int, got float
t(() => random.int(5, 4)) // expect: random.int: argument 2: want int from 5, got 4
t(() => random.int(0, 2 ** 70)) // expect: random.int: argument 2: want int of 64 bits, got a larger one
t(() => random.float(1)) // expect: random.float: wrong number of arguments: want=0, got=1
t(() => random.choice([])) // expect: random.choice: argument 1: want an array with elements, got []
t(() => random.choice("abc")) // expect: random.choice: argument 1: want array, got string
t(() => random.shuffle(5)) // expect: random.shuffle: argument 1: want array, got int
t(() => random.sample([1, 2], 3)) // expect: random.sample: argument 2: want int from 0 to 2, got 3
t(() => random.sample([1, 2], -1)) // expect: random.sample: argument 2: want int from 0 to 2, got -1
t(() => random.sample([1, 2], "1")) // expect: random.sample: argument 2: want int, got string
