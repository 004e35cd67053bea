// What a regular grammar does not find: the ends of statements at the ends of lines, nested comments, and the text of strings
// and template strings, in which `//` and `/*` are no comments.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

enum TokenType {
    END_OF_LINE,
    END_OF_VALUE,
    BLOCK_COMMENT,
    STRING_CONTENT,
    TEMPLATE_CONTENT,
    ERROR_SENTINEL,
};

// The one thing that is kept: whether an end of a line was passed before a comment behind which a statement begins. The next
// call is the one for that end.
typedef struct {
    bool line;
} Scanner;

void *tree_sitter_monkey_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_monkey_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_monkey_external_scanner_serialize(void *payload, char *buffer) {
    buffer[0] = ((Scanner *)payload)->line;
    return 1;
}

void tree_sitter_monkey_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
    ((Scanner *)payload)->line = length > 0 && buffer[0];
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static bool is_space(int32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0xFEFF || c == 0x2028 || c == 0x2029;
}

// Text up to a quote, a backslash or the end of the line.
static bool string_content(TSLexer *lexer) {
    bool any = false;
    while (!lexer->eof(lexer) && lexer->lookahead != '"' && lexer->lookahead != '\\' && lexer->lookahead != '\n') {
        advance(lexer);
        any = true;
    }
    lexer->mark_end(lexer);
    lexer->result_symbol = STRING_CONTENT;
    return any;
}

// Text up to a backquote, a backslash or `${`.
static bool template_content(TSLexer *lexer) {
    bool any = false;
    lexer->result_symbol = TEMPLATE_CONTENT;
    for (;;) {
        lexer->mark_end(lexer);
        if (lexer->eof(lexer) || lexer->lookahead == '`' || lexer->lookahead == '\\') return any;
        bool dollar = lexer->lookahead == '$';
        advance(lexer);
        if (dollar && lexer->lookahead == '{') return any;
        any = true;
    }
}

// The rest of a comment behind its `/*`; says whether it holds the end of a line.
static bool block_comment(TSLexer *lexer) {
    bool line = false;
    unsigned depth = 1;
    while (depth > 0 && !lexer->eof(lexer)) {
        int32_t c = lexer->lookahead;
        advance(lexer);
        if (c == '\n') line = true;
        if (c == '*' && lexer->lookahead == '/') {
            advance(lexer);
            depth--;
        } else if (c == '/' && lexer->lookahead == '*') {
            advance(lexer);
            depth++;
        }
    }
    return line;
}

// Passes over white space; says whether it holds the end of a line.
static bool spaces(TSLexer *lexer, bool skip) {
    bool line = false;
    while (is_space(lexer->lookahead)) {
        line |= lexer->lookahead == '\n';
        lexer->advance(lexer, skip);
    }
    return line;
}

// Whether what is next begins a statement where it begins a line: `(`, `[` and a `-` that is not part of `--` or `-=`.
static bool begins_statement(TSLexer *lexer) {
    if (lexer->lookahead == '(' || lexer->lookahead == '[') return true;
    if (lexer->lookahead != '-') return false;
    advance(lexer);
    return lexer->lookahead != '-' && lexer->lookahead != '=';
}

bool tree_sitter_monkey_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
    if (valid[ERROR_SENTINEL]) return false;
    if (valid[TEMPLATE_CONTENT]) return template_content(lexer);
    if (valid[STRING_CONTENT]) return string_content(lexer);

    Scanner *scanner = payload;
    bool line = scanner->line;
    // An end has no length: it stands where the last token ended.
    lexer->mark_end(lexer);
    line |= spaces(lexer, true);
    // A comment that comes first is taken before the end that stands behind it.
    bool taken = false;
    for (bool first = true; lexer->lookahead == '/'; first = false) {
        advance(lexer);
        if (lexer->lookahead == '*') {
            advance(lexer);
            line |= block_comment(lexer);
            if (first) lexer->mark_end(lexer);
            taken |= first;
        } else if (lexer->lookahead == '/') {
            while (!lexer->eof(lexer) && lexer->lookahead != '\n') advance(lexer);
        } else {
            break;
        }
        line |= spaces(lexer, false);
    }
    bool value = valid[END_OF_VALUE];
    bool ends = line && (value || (valid[END_OF_LINE] && begins_statement(lexer)));
    if (taken) {
        scanner->line = ends;
        lexer->result_symbol = BLOCK_COMMENT;
        return true;
    }
    scanner->line = false;
    lexer->result_symbol = value ? END_OF_VALUE : END_OF_LINE;
    return ends;
}
