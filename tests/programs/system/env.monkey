puts(env("SURELY_UNSET_BY_ANYONE_4711")) // expect: null
puts(type(env("HIVM_TEST_DIR"))) // expect: string
