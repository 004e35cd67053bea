puts("first") // expect: first
print("no newline at the end") // expect: no newline at the end
