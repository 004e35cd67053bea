print("flushed") // expect: flushed
exit()
puts("never")
