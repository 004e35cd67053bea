// options: --max-depth 100
class P { fn m(n) { 1 + self.m(n + 1) } }
try { P().m(0) } catch (e) { puts(e) } // expect: stack overflow: more than 100 frames
class Q { fn init() { self.q = Q() } }
try { Q() } catch (e) { puts(e) } // expect: stack overflow: more than 100 frames
