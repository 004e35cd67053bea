let here = true
