let xs = [3, 1, 2]
xs.sort((a, b) => { xs.push(9); a < b })
puts(xs[:3]) // expect: [1, 2, 3]
