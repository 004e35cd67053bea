let a = try { 5 } catch (e) { 6 }
let b = try { throw 1; 5 } catch (e) { 6 }
let c = try { 5 } catch (e) { 6 } finally { 7 }
let d = try { throw 1 } catch (e) { e + 10 } finally { 7 }
let e = try { let x = 1 } catch (e) { 6 }
puts(a, b, c, d, e)
// expect: 5
// expect: 6
// expect: 5
// expect: 11
// expect: null
puts(1 + try { throw 2 } catch (e) { e } * 10) // expect: 21
