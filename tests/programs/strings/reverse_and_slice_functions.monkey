puts(reverse("héllo"), "abc".reverse(), reverse("") == "")
// expect: olléh
// expect: cba
// expect: true
puts(slice("hello", 1, 3), "hello".slice(-2, 5))
// expect: el
// expect: lo
fn is_palindrome(s) { let t = s.lower().replace(" ", ""); t == t.reverse() }
puts(is_palindrome("Never odd or even"), is_palindrome("Monkey"))
// expect: true
// expect: false
