// Monkey as hivm runs it: docs/monkey.md. `src/parser.c` is made from this file and not kept; scripts/test-editors makes and tests
// it, and `tree-sitter generate` makes it for an editor.
//
// Where a line ends a statement is decided in src/scanner.c: `_end_of_line` before a `(`, `[` or `-` that begins a line where a
// statement can end, `_end_of_value` behind a `return` or `yield` that ends its line.

const LEVEL = {
  statement: -1,
  assign: 1,
  ternary: 2,
  pipe: 3,
  range: 4,
  coalesce: 5,
  or: 6,
  and: 7,
  equality: 8,
  relation: 9,
  bit_or: 10,
  bit_xor: 11,
  bit_and: 12,
  shift: 13,
  sum: 14,
  product: 15,
  prefix: 16,
  power: 17,
  postfix: 18,
};

const comma_list = (item) => optional(seq(item, repeat(seq(',', item)), optional(',')));

export default grammar({
  name: 'monkey',

  externals: ($) => [
    $._end_of_line,
    $._end_of_value,
    $.block_comment,
    $.string_content,
    $.template_content,
    $._error_sentinel,
  ],

  extras: ($) => [/[\s\uFEFF]/, $.line_comment, $.block_comment],

  word: ($) => $.identifier,

  supertypes: ($) => [$._statement, $._expression, $._pattern],

  conflicts: ($) => [
    [$._expression, $._arrow_parameter],
    [$._expression, $.rest_pattern],
    [$.block, $.hash],
    [$.array, $.array_pattern],
    [$._expression, $.field_pattern],
    [$.hash, $.hash_pattern],
    [$._expression, $._pattern],
    [$._expression, $.parameter],
  ],

  rules: {
    program: ($) => seq(optional($.shebang), repeat($._statement_or_semicolon)),

    shebang: () => token(prec(1, /#![^\n]*/)),
    line_comment: () => token(seq('//', /[^\n]*/)),

    // Statements

    _statement_or_semicolon: ($) => choice($._statement, ';'),

    _statement: ($) =>
      choice(
        $.let_statement,
        $.function_statement,
        $.while_statement,
        $.do_statement,
        $.for_statement,
        $.for_in_statement,
        $.break_statement,
        $.continue_statement,
        $.return_statement,
        $.throw_statement,
        $.import_statement,
        $.enum_statement,
        $.class_statement,
        $.expression_statement,
      ),

    _end: ($) => choice(';', $._end_of_line),

    expression_statement: ($) => prec.right(LEVEL.statement, seq($._expression, optional($._end))),

    let_statement: ($) =>
      prec.right(LEVEL.statement, seq($._binding, optional($._end))),
    _binding: ($) =>
      seq(choice('let', 'const'), field('pattern', $._pattern), '=', field('value', $._expression)),

    function_statement: ($) =>
      seq(choice('fn', 'gen'), field('name', $.identifier), field('parameters', $.parameters), field('body', $.block)),

    while_statement: ($) => seq('while', field('condition', $.parenthesized), field('body', $.block)),
    do_statement: ($) =>
      prec.right(LEVEL.statement, seq('do', field('body', $.block), 'while', field('condition', $.parenthesized), optional($._end))),
    for_statement: ($) =>
      seq(
        'for',
        '(',
        optional(field('init', choice(alias($._binding, $.let_statement), $._expression))),
        ';',
        optional(field('condition', $._expression)),
        ';',
        optional(field('update', $._expression)),
        ')',
        field('body', $.block),
      ),
    for_in_statement: ($) =>
      seq(
        'for',
        '(',
        optional(choice('let', 'const')),
        field('pattern', $._pattern),
        'in',
        field('iterable', $._expression),
        ')',
        field('body', $.block),
      ),

    break_statement: ($) => prec.right(LEVEL.statement, seq('break', optional($._end))),
    continue_statement: ($) => prec.right(LEVEL.statement, seq('continue', optional($._end))),
    return_statement: ($) =>
      prec.right(LEVEL.statement, seq('return', choice($._end_of_value, seq(optional($._expression), optional($._end))))),
    throw_statement: ($) => prec.right(LEVEL.statement, seq('throw', $._expression, optional($._end))),

    import_statement: ($) =>
      prec.right(
        seq(
          'import',
          field('path', $.string),
          optional(
            choice(
              seq('as', field('name', $.identifier)),
              seq('for', field('name', $.identifier), repeat(seq(',', field('name', $.identifier)))),
            ),
          ),
          optional($._end),
        ),
      ),

    enum_statement: ($) => seq('enum', field('name', $.identifier), '{', comma_list(field('variant', $.identifier)), '}'),

    class_statement: ($) =>
      seq(
        'class',
        field('name', $.identifier),
        optional(seq('extends', field('base', $._class_name))),
        field('body', $.class_body),
      ),
    class_body: ($) => seq('{', repeat(choice($.field_definition, $.method_definition, ';')), '}'),
    field_definition: ($) =>
      prec.right(
        LEVEL.statement,
        seq('let', field('name', $.identifier), optional(seq('=', field('value', $._expression))), optional($._end)),
      ),
    method_definition: ($) =>
      seq(
        optional('static'),
        choice('fn', 'gen'),
        field('name', $.identifier),
        field('parameters', $.parameters),
        field('body', $.block),
      ),
    _class_name: ($) => choice($.identifier, alias($._class_member, $.member_expression)),
    _class_member: ($) => prec.left(LEVEL.postfix, seq(field('object', $._class_name), '.', field('name', $.identifier))),

    block: ($) => seq('{', repeat($._statement_or_semicolon), '}'),

    // Expressions

    _expression: ($) =>
      choice(
        $.identifier,
        $.integer,
        $.float,
        $.string,
        $.template,
        $.true,
        $.false,
        $.null,
        $.self,
        $.super,
        $.array,
        $.hash,
        $.comprehension,
        $.parenthesized,
        $.function,
        $.arrow_function,
        $.assignment,
        $.ternary,
        $.binary,
        $.prefix,
        $.update,
        $.call,
        $.index,
        $.slice,
        $.member_expression,
        $.if_expression,
        $.try_expression,
        $.match_expression,
        $.new_expression,
        $.yield_expression,
      ),

    identifier: () => /[_\p{XID_Start}][\p{XID_Continue}]*/u,
    true: () => 'true',
    false: () => 'false',
    null: () => 'null',
    self: () => 'self',
    super: ($) => seq('super', '.', field('name', $.identifier)),

    integer: () =>
      token(choice(/[0-9](_?[0-9])*/, /0[xX][0-9a-fA-F](_?[0-9a-fA-F])*/, /0[bB][01](_?[01])*/)),
    float: () =>
      token(
        choice(
          /[0-9](_?[0-9])*\.[0-9](_?[0-9])*([eE][+-]?[0-9](_?[0-9])*)?/,
          /[0-9](_?[0-9])*[eE][+-]?[0-9](_?[0-9])*/,
        ),
      ),

    string: ($) => seq('"', repeat(choice($.string_content, $.escape)), token.immediate('"')),
    template: ($) =>
      seq('`', repeat(choice($.template_content, $.escape, $.substitution)), token.immediate('`')),
    substitution: ($) => seq(token.immediate('${'), $._expression, '}'),
    escape: () => token.immediate(/\\(u\{[0-9a-fA-F]{1,6}\}|[^u\n])/),

    array: ($) => seq('[', comma_list(choice($._expression, $.spread)), ']'),
    spread: ($) => seq('...', $._expression),
    hash: ($) => seq('{', comma_list(choice($.pair, $.spread)), '}'),
    pair: ($) => seq(field('key', $._expression), ':', field('value', $._expression)),
    comprehension: ($) =>
      seq('[', field('element', $._expression), $.for_clause, repeat(choice($.for_clause, $.if_clause)), ']'),
    for_clause: ($) => seq('for', field('pattern', $._pattern), 'in', field('iterable', $._expression)),
    if_clause: ($) => seq('if', field('condition', $._expression)),

    parenthesized: ($) => seq('(', $._expression, ')'),

    function: ($) => seq(choice('fn', 'gen'), field('parameters', $.parameters), field('body', $.block)),
    parameters: ($) => seq('(', comma_list(choice($.parameter, $.rest_parameter)), ')'),
    parameter: ($) => seq(field('name', $.identifier), optional(seq('=', field('default', $._expression)))),
    rest_parameter: ($) => seq('...', field('name', $.identifier)),
    arrow_function: ($) =>
      prec.right(
        LEVEL.assign,
        seq(choice(field('parameter', $._arrow_parameter), field('parameters', $.parameters)), '=>', field('body', $._body)),
      ),
    // A rule of its own, so that the guard of an arm may end in a name before its `=>`.
    _arrow_parameter: ($) => $.identifier,
    _body: ($) => choice(prec.dynamic(1, $.block), $._expression),

    assignment: ($) =>
      prec.right(
        LEVEL.assign,
        seq(field('target', $._expression), choice('=', '+=', '-=', '*=', '/=', '%='), field('value', $._expression)),
      ),

    ternary: ($) =>
      prec.right(
        LEVEL.ternary,
        seq(field('condition', $._expression), '?', field('then', $._expression), ':', field('otherwise', $._expression)),
      ),

    binary: ($) => {
      const left = [
        [LEVEL.pipe, '|>'],
        [LEVEL.range, '..'],
        [LEVEL.coalesce, '??'],
        [LEVEL.or, '||'],
        [LEVEL.and, '&&'],
        [LEVEL.equality, choice('==', '!=')],
        [LEVEL.relation, choice('<', '>', '<=', '>=', 'in')],
        [LEVEL.bit_or, '|'],
        [LEVEL.bit_xor, '^'],
        [LEVEL.bit_and, '&'],
        [LEVEL.shift, choice('<<', '>>')],
        [LEVEL.sum, choice('+', '-')],
        [LEVEL.product, choice('*', '/', '%')],
      ].map(([level, operator]) =>
        prec.left(
          level,
          seq(field('left', $._expression), field('operator', operator), field('right', $._expression)),
        ),
      );
      const power = prec.right(
        LEVEL.power,
        seq(field('left', $._expression), field('operator', '**'), field('right', $._expression)),
      );
      return choice(...left, power);
    },

    prefix: ($) => prec(LEVEL.prefix, seq(field('operator', choice('-', '!', '~')), field('operand', $._expression))),
    update: ($) => prec(LEVEL.postfix, seq(field('target', $._expression), choice('++', '--'))),

    call: ($) => prec(LEVEL.postfix, seq(field('callee', $._expression), field('arguments', $.arguments))),
    arguments: ($) => seq('(', comma_list(choice($._expression, $.spread)), ')'),
    index: ($) => prec(LEVEL.postfix, seq(field('object', $._expression), '[', field('index', $._expression), ']')),
    slice: ($) =>
      prec(
        LEVEL.postfix,
        seq(
          field('object', $._expression),
          '[',
          optional(field('from', $._expression)),
          ':',
          optional(field('to', $._expression)),
          ']',
        ),
      ),
    member_expression: ($) =>
      prec(LEVEL.postfix, seq(field('object', $._expression), choice('.', '?.'), field('name', $.identifier))),

    if_expression: ($) =>
      prec.right(
        LEVEL.postfix,
        seq(
          'if',
          field('condition', $.parenthesized),
          field('then', $.block),
          optional(seq('else', field('otherwise', choice($.if_expression, $.block)))),
        ),
      ),

    try_expression: ($) =>
      prec.right(
        LEVEL.postfix,
        seq('try', field('body', $.block), choice(seq($.catch_clause, optional($.finally_clause)), $.finally_clause)),
      ),
    catch_clause: ($) => seq('catch', optional(seq('(', field('name', $.identifier), ')')), field('body', $.block)),
    finally_clause: ($) => seq('finally', field('body', $.block)),

    match_expression: ($) =>
      seq('match', field('value', $.parenthesized), '{', repeat($._arm_or_last), '}'),
    _arm_or_last: ($) => seq($.match_arm, optional(',')),
    match_arm: ($) =>
      seq(
        field('pattern', $._match_pattern),
        optional(seq('when', field('guard', $._expression))),
        '=>',
        field('body', $._body),
      ),

    new_expression: ($) =>
      prec.right(LEVEL.postfix, seq('new', field('class', $._class_name), optional(field('arguments', $.arguments)))),
    yield_expression: ($) =>
      prec.right(LEVEL.assign, seq('yield', choice($._end_of_value, optional($._expression)))),

    // Patterns: those that bind, and those of `match` alone

    _pattern: ($) => choice($.identifier, $.array_pattern, $.hash_pattern),
    array_pattern: ($) => seq('[', comma_list(choice($._pattern, $.rest_pattern)), ']'),
    rest_pattern: ($) => seq('...', $.identifier),
    hash_pattern: ($) => seq('{', comma_list($.field_pattern), '}'),
    field_pattern: ($) => seq(field('key', $.identifier), optional(seq(':', field('value', $._pattern)))),

    _match_pattern: ($) =>
      choice(
        $.identifier,
        alias($._match_array, $.array_pattern),
        alias($._match_hash, $.hash_pattern),
        $.literal_pattern,
        $.kind_pattern,
        $.variant_pattern,
        $.or_pattern,
      ),
    _match_array: ($) => seq('[', comma_list(choice($._match_pattern, $.rest_pattern)), ']'),
    _match_hash: ($) => seq('{', comma_list(alias($._match_field, $.field_pattern)), '}'),
    _match_field: ($) => seq(field('key', $.identifier), optional(seq(':', field('value', $._match_pattern)))),
    literal_pattern: ($) =>
      choice(seq(optional('-'), choice($.integer, $.float)), $.string, $.true, $.false, $.null),
    kind_pattern: ($) => seq(field('kind', choice($.identifier, alias('enum', $.identifier), $.variant_pattern)), '(', optional($._match_pattern), ')'),
    variant_pattern: ($) => seq(field('enum', $.identifier), repeat1(seq('.', field('variant', $.identifier)))),
    or_pattern: ($) => prec.left(seq($._match_pattern, '|', $._match_pattern)),
  },
});
