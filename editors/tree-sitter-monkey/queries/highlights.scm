; Later patterns win.

(identifier) @variable
(member_expression name: (identifier) @property)
(super name: (identifier) @function.method)
(field_definition name: (identifier) @property)
(field_pattern key: (identifier) @property)

(parameter name: (identifier) @variable.parameter)
(rest_parameter name: (identifier) @variable.parameter)
(arrow_function parameter: (identifier) @variable.parameter)

(call callee: (identifier) @function.call)
(call callee: (member_expression name: (identifier) @function.method.call))
(function_statement name: (identifier) @function)
(method_definition name: (identifier) @function.method)
(let_statement pattern: (identifier) @function value: [(function) (arrow_function)])

(class_statement name: (identifier) @type)
(class_statement base: (identifier) @type)
(enum_statement name: (identifier) @type)
(enum_statement variant: (identifier) @constant)
(new_expression class: (identifier) @type)
(kind_pattern kind: (identifier) @type)
(variant_pattern enum: (identifier) @type variant: (identifier) @constant)

(integer) @number
(float) @number.float
(string) @string
(template) @string
(escape) @string.escape
(substitution ["${" "}"] @punctuation.special)
[(true) (false)] @boolean
(null) @constant.builtin
(self) @variable.builtin
"super" @variable.builtin

[(line_comment) (block_comment)] @comment
(shebang) @keyword.directive

["let" "const" "fn" "gen" "class" "enum" "extends" "static" "new" "as" "in" "when"] @keyword
["if" "else" "match"] @keyword.conditional
["while" "do" "for" "break" "continue"] @keyword.repeat
["return" "yield"] @keyword.return
["throw" "try" "catch" "finally"] @keyword.exception
"import" @keyword.import

[
  "=" "+=" "-=" "*=" "/=" "%=" "=>" "?" "|>" ".." "??" "||" "&&" "==" "!=" "<" ">" "<=" ">=" "|" "^" "&" "<<" ">>"
  "+" "-" "*" "/" "%" "**" "!" "~" "++" "--" "..."
] @operator
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," ";" ":" "." "?."] @punctuation.delimiter
