puts(`x ${missing} y`)
// expect compile error at 1:11: identifier not found: missing
