fn t(x) { print(x, " "); x }
let xs = [0, 0, 0]
xs[t(1)] = t(2)
t(3) + t(4) * t(5)
[t(6), t(7)]
let h = {t("k"): t(8)}
max(t(9), t(10))
puts("end") // expect: 1 2 3 4 5 6 7 k 8 9 10 end
puts(xs) // expect: [0, 2, 0]
