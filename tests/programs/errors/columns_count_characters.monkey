let s = "äöü😀"; let n = "日本" - 1
// expect error: type mismatch: string - int
// expect error at: 1:30
