// A tiny Lisp: a reader that turns text into lists, an evaluator with lexical
// scope, and a program for it to run. Tail calls in the Lisp do not grow the
// stack, because the evaluator makes them by tail calls of its own.
//
// Values: integers (of any size), booleans, lists (arrays), symbols and lambdas
// (hashes that say which they are in their `is`), and Monkey functions.
//
//     hivm run examples/lisp.monkey

// ---- reader

fn tokenize(source) {
    let spaced = replace(replace(source, "(", " ( "), ")", " ) ");
    spaced = replace(replace(spaced, "'", " ' "), "\n", " ");
    return [token for token in split(spaced, " ") if token != ""];
}

fn symbol(name) {
    return {"is": "symbol", "name": name};
}

fn isNumber(token) {
    let digits = startsWith(token, "-") ? token[1:] : token;
    return digits != "" && all(chars(digits), c => c >= "0" && c <= "9");
}

// All expressions of a text.
fn readAll(source) {
    let tokens = tokenize(source);
    let at = 0;

    fn read() {
        let token = tokens[at];
        at++;
        if (token == "(") {
            let list = [];
            while (tokens[at] != ")") {
                if (at >= len(tokens)) {
                    error("a list is not closed");
                }
                list.push(read());
            }
            at++;
            return list;
        }
        if (token == ")") {
            error("unexpected )");
        }
        if (token == "'") {
            return [symbol("quote"), read()];
        }
        if (isNumber(token)) {
            return int(token);
        }
        return symbol(token);
    }

    let expressions = [];
    while (at < len(tokens)) {
        expressions.push(read());
    }
    return expressions;
}

// ---- printer

fn show(value) {
    let kind = type(value);
    if (kind == "array") {
        return "(" + join(map(value, show), " ") + ")";
    }
    if (kind == "bool") {
        return value ? "#t" : "#f";
    }
    if (kind == "hash") {
        return value.is == "symbol" ? value.name : "<lambda>";
    }
    if (kind == "function") {
        return "<builtin>";
    }
    return str(value);
}

// ---- scopes: the names of one level, and the scope around it

fn newScope(outer) {
    return {"names": {}, "outer": outer};
}

fn scopeOf(scope, name) {
    while (scope != null) {
        if (name in scope.names) {
            return scope;
        }
        scope = scope.outer;
    }
    error("unbound symbol: " + name);
}

// ---- evaluator

// The special forms: each gets its unevaluated operands and the scope.
let forms = {
    "quote": fn(operands, _scope) { operands[0] },
    "if": fn(operands, scope) {
        let [condition, yes, no] = operands;
        return evaluate(evaluate(condition, scope) != false ? yes : no, scope);
    },
    "lambda": fn(operands, scope) {
        let [params, ...body] = operands;
        return {"is": "lambda", "params": [p.name for p in params], "body": body, "scope": scope};
    },
    "define": fn(operands, scope) {
        let [target, ...body] = operands;
        if (type(target) == "array") { // (define (name params...) body...)
            let [name, ...params] = target;
            scope.names[name.name] = forms["lambda"]([params, ...body], scope);
            return name;
        }
        scope.names[target.name] = evaluate(body[0], scope);
        return target;
    },
    "set!": fn(operands, scope) {
        let [target, expression] = operands;
        let value = evaluate(expression, scope);
        scopeOf(scope, target.name).names[target.name] = value;
        return value;
    },
    "let": fn(operands, scope) { // (let ((name value) ...) body...)
        let [bindings, ...body] = operands;
        let inner = newScope(scope);
        for ([name, expression] in bindings) {
            inner.names[name.name] = evaluate(expression, scope);
        }
        return evaluateBody(body, inner);
    },
};

fn evaluateBody(body, scope) {
    for (i in 0..len(body) - 1) {
        evaluate(body[i], scope);
    }
    return evaluate(body[-1], scope);
}

fn evaluate(expression, scope) {
    let kind = type(expression);
    if (kind == "hash") {
        return scopeOf(scope, expression.name).names[expression.name];
    }
    if (kind != "array" || len(expression) == 0) {
        return expression;
    }
    let [head, ...operands] = expression;
    if (type(head) == "hash" && head.name in forms) {
        return forms[head.name](operands, scope);
    }
    let callee = evaluate(head, scope);
    return apply(callee, [evaluate(operand, scope) for operand in operands]);
}

fn apply(callee, arguments) {
    if (type(callee) == "function") {
        return callee(...arguments);
    }
    if (type(callee) != "hash" || callee.is != "lambda") {
        error("not a function: " + show(callee));
    }
    if (len(arguments) != len(callee.params)) {
        error(`arguments: ${len(callee.params)} wanted, ${len(arguments)} given`);
    }
    let scope = newScope(callee.scope);
    for ([param, argument] in zip(callee.params, arguments)) {
        scope.names[param] = argument;
    }
    return evaluateBody(callee.body, scope);
}

let globals = newScope(null);
globals.names = {
    "#t": true,
    "#f": false,
    "+": fn(...xs) { reduce(xs, 0, (a, b) => a + b) },
    "*": fn(...xs) { reduce(xs, 1, (a, b) => a * b) },
    "-": (a, b) => a - b,
    "/": (a, b) => a / b,
    "mod": (a, b) => a % b,
    "=": (a, b) => a == b,
    "<": (a, b) => a < b,
    "cons": (item, list) => [item, ...list],
    "car": list => list[0],
    "cdr": list => list[1:],
    "list": (...items) => items,
    "null?": list => type(list) == "array" && len(list) == 0,
};

fn run(source) {
    for (expression in readAll(source)) {
        try {
            puts(show(expression) + "\n  => " + show(evaluate(expression, globals)));
        } catch (e) {
            puts(show(expression) + "\n  => error: " + e.message);
        }
    }
}

run(`
(+ 1 (* 2 3) 4)
(define (factorial n) (if (< n 2) 1 (* n (factorial (- n 1)))))
(factorial 30)
(define (map f xs) (if (null? xs) '() (cons (f (car xs)) (map f (cdr xs)))))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
(map (lambda (x) (* x x)) (range 1 11))
(define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)))))
(define next (counter))
(list (next) (next) (next))
(define (countdown n) (if (= n 0) 'done (countdown (- n 1))))
(countdown 10000)
(define (gcd a b) (if (= b 0) a (gcd b (mod a b))))
(gcd 1071 462)
(let ((x 2) (y 3)) (list 'x 'is x 'and 'y 'is y))
'(a (b c) ())
(1 2)
(factorial 1 2)
(nonsense)
`);
