fn greet(name, greeting = "hello", ...more) { `${greeting} ${name}${more}` }
