try { 1 } catch { 2 }
// expect compile error at 1:17: expected '(', found '{'
