let people = [{"name": "Alice", "age": 24}, {"name": "Anna", "age": 28}];
puts(people[0]["name"]); // expect: Alice
puts(people[1]["age"]); // expect: 28
puts(people[1]["age"] + people[0]["age"]); // expect: 52
let getName = fn(person) { person["name"]; };
puts(getName(people[0])); // expect: Alice
puts({"foo": 5}["bar"]); // expect: null
puts({true: 5}[true]); // expect: 5
