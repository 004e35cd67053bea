puts(try { len() } catch (e) { e.message }) // expect: len: wrong number of arguments: want=1, got=0
puts(try { len(1, 2) } catch (e) { e.message }) // expect: len: wrong number of arguments: want=1, got=2
puts(try { "a".upper(1) } catch (e) { e.message }) // expect: upper: wrong number of arguments: want=1, got=2
puts(try { push([]) } catch (e) { e.message }) // expect: push: wrong number of arguments: want=2, got=1
puts(try { first() } catch (e) { e.message }) // expect: first: wrong number of arguments: want=1, got=0
puts(try { type() } catch (e) { e.message }) // expect: type: wrong number of arguments: want=1, got=0
