let a = 1 +
  2
let b = a *
  -3
puts(b) // expect: -9
let f = fn(x)
{
  x + 1
}
puts(f(1)) // expect: 2
if (a == 3)
{
  puts("then") // expect: then
}
else
{
  puts("else")
}
