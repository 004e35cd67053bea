// Closures: functions that keep the variables around them, and share them.
//
//     hivm run examples/closures.monkey

// Private state. Two functions made together share one variable ...
fn makeAccount(balance) {
    return {
        "deposit": fn(amount) { balance += amount; },
        "total": fn() { balance },
    };
}
let account = makeAccount(100);
account.deposit(50);
account.deposit(25);
puts(account.total());

// ... and functions made by another call have their own.
let other = makeAccount(1);
other.deposit(1);
puts([account.total(), other.total()]);

// Each round of a loop has its own variable.
let squares = [];
for (let i = 0; i < 5; i++) {
    squares.push(() => i * i);
}
puts([f() for f in squares]);

// Functions that make functions: composition, partial application, currying.
let compose = (f, g) => x => f(g(x));
let partial = fn(f, ...some) { (...others) => f(...some, ...others) };
let curry = f => a => b => c => f(a, b, c);
let increment = x => x + 1;
let double = x => x * 2;
puts(compose(double, increment)(20));
puts(partial((a, b, c) => [a, b, c], 1, 2)(3));
puts(curry((a, b, c) => a * 100 + b * 10 + c)(7)(8)(9));

// The books' own: a map built from a fold, and the famous adder.
let newAdder = fn(x) { fn(y) { x + y } };
let addTwo = newAdder(2);
puts(addTwo(3));
let mapWith = fn(f) { fn(xs) { reduce(xs, [], fn(out, x) { push(out, f(x)) }) } };
puts([1, 2, 3] |> mapWith(addTwo)());

// Memory: a slow function made fast from outside.
fn memoize(f) {
    let known = {};
    return fn(n) {
        if (!(n in known)) {
            known[n] = f(n);
        }
        return known[n];
    };
}
let fib = memoize(fn(n) { n < 2 ? n : fib(n - 1) + fib(n - 2) });
puts(fib(100));

// Infinite lists: a stream is its first item and a function that gives the rest.
fn from(n) {
    return [n, () => from(n + 1)];
}
fn filterStream(stream, keep) {
    while (!keep(stream[0])) {
        stream = stream[1]();
    }
    let [head, tail] = stream;
    return [head, () => filterStream(tail(), keep)];
}
fn sieve(stream) {
    let [prime, tail] = stream;
    return [prime, () => sieve(filterStream(tail(), n => n % prime != 0))];
}
fn takeStream(stream, n) {
    let items = [];
    while (len(items) < n) {
        items.push(stream[0]);
        stream = stream[1]();
    }
    return items;
}
puts(from(2) |> sieve() |> takeStream(12));

// Recursion without a name: the fixed-point combinator.
let fix = f => (x => f(v => x(x)(v)))(x => f(v => x(x)(v)));
let factorial = fix(again => n => n == 0 ? 1 : n * again(n - 1));
puts(factorial(25));

// Numbers made of nothing but functions (Church numerals).
let zero = _f => x => x;
let successor = n => f => x => f(n(f)(x));
let plus = (a, b) => f => x => a(f)(b(f)(x));
let times = (a, b) => f => a(b(f));
let toInt = n => n(x => x + 1)(0);
let three = zero |> successor() |> successor() |> successor();
puts(toInt(times(plus(three, three), three)));
