try { throw "boom" } catch (e) { puts(e) } // expect: boom
try { throw 42 } catch (e) { puts(e + 1) } // expect: 43
try { throw {"code": 7} } catch (e) { puts(e.code) } // expect: 7
try { throw null } catch (e) { puts(e) } // expect: null
try { throw [1, 2] } catch (e) { puts(type(e)) } // expect: array
try { puts("no throw") } catch (e) { puts("never") } // expect: no throw
