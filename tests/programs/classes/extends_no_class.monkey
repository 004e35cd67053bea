let Base = 5;
class P extends Base { }
// expect error: class P cannot extend int
// expect error at: 2:17
