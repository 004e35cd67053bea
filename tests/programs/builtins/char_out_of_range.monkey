puts(type(try { char(-1) } catch (e) { e })) // expect: error
puts(type(try { char(1114112) } catch (e) { e })) // expect: error
puts(type(try { char(55296) } catch (e) { e })) // expect: error
puts(type(try { ord("") } catch (e) { e })) // expect: error
