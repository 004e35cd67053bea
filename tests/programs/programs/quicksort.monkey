fn quicksort(xs) {
  if (len(xs) <= 1) { return xs }
  let [pivot, ...others] = xs
  let small = [x for x in others if x < pivot]
  let large = [x for x in others if x >= pivot]
  [...quicksort(small), pivot, ...quicksort(large)]
}
puts(quicksort([3, 6, 1, 8, 2, 9, 2])) // expect: [1, 2, 2, 3, 6, 8, 9]
