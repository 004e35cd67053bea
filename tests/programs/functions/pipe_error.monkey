5
  |> str
  |> len(2)
// expect error: len: wrong number of arguments: want=1, got=2
// expect error at: 3:6
