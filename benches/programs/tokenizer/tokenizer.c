// A tokenizer: writes the source text of a program of 40000 random statements,
// splits it into tokens and counts these by kind and the names by spelling. Prints
// the length of the text, the number of lines, the counts, the most frequent name
// and a checksum over all tokens.

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(list) ((int64_t)(sizeof(list) / sizeof *(list)))
#define NAME_SIZE 16

static int64_t seed = 5;

static int64_t below(int64_t limit) {
    seed = seed * 16807 % 2147483647;
    return seed % limit;
}

// A text that grows by doubling.
typedef struct {
    char *bytes;
    size_t length, capacity;
} Text;

static void put(Text *text, const char *part) {
    size_t length = strlen(part);
    if (text->length + length > text->capacity) {
        text->capacity = (text->length + length) * 2;
        text->bytes = realloc(text->bytes, text->capacity);
    }
    memcpy(text->bytes + text->length, part, length);
    text->length += length;
}

static void put_name(Text *text) {
    static const char *first[] = {"count", "total", "next", "left", "right", "x", "y", "item"};
    static const char *second[] = {"", "", "_1", "_2", "Of", "In"};
    put(text, first[below(COUNT(first))]);
    put(text, second[below(COUNT(second))]);
}

static void put_expression(Text *text, int depth) {
    static const char *operators[] = {" + ", " - ", " * ", " / ", " == ", " <= ", " < ", " && "};
    int64_t choice = below(depth > 2 ? 4 : 7);
    if (choice < 2) {
        put_name(text);
    } else if (choice == 2) {
        char digits[24];
        snprintf(digits, sizeof digits, "%" PRId64, below(100000));
        put(text, digits);
    } else if (choice == 3) {
        put(text, "\"some ");
        put_name(text);
        put(text, "\"");
    } else if (choice == 4) {
        put(text, "(");
        put_expression(text, depth + 1);
        put(text, ")");
    } else {
        put_expression(text, depth + 1);
        put(text, operators[below(COUNT(operators))]);
        put_expression(text, depth + 1);
    }
}

static void put_statement(Text *text) {
    int64_t choice = below(6);
    if (choice < 2) {
        put(text, "let ");
        put_name(text);
        put(text, " = ");
        put_expression(text, 0);
        put(text, ";\n");
    } else if (choice == 2) {
        put(text, "if (");
        put_expression(text, 0);
        put(text, ") {\n    return ");
        put_expression(text, 0);
        put(text, ";\n}\n");
    } else if (choice == 3) {
        put(text, "while (");
        put_expression(text, 1);
        put(text, ") { ");
        put_name(text);
        put(text, " = ");
        put_expression(text, 1);
        put(text, "; }\n");
    } else if (choice == 4) {
        put(text, "// what follows is about ");
        put_name(text);
        put(text, "\n");
    } else {
        put(text, "fn ");
        put_name(text);
        put(text, "(");
        put_name(text);
        put(text, ") { ");
        put_expression(text, 0);
        put(text, " }\n");
    }
}

typedef enum { KEYWORD, NAME, NUMBER, STRING, OPERATOR, COMMENT, KINDS } Kind;

static const char *kind_names[] = {"keyword", "name", "number", "string", "operator", "comment"};

// A piece of the source text.
typedef struct {
    Kind kind;
    const char *start;
    int64_t length, line;
} Token;

typedef struct {
    const char *at, *end;
    int64_t line;
} Tokenizer;

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_keyword(const char *start, int64_t length) {
    static const char *keywords[] = {"let", "fn", "if", "while", "return"};
    for (int64_t i = 0; i < COUNT(keywords); i++) {
        if ((int64_t)strlen(keywords[i]) == length && memcmp(keywords[i], start, (size_t)length) == 0) {
            return true;
        }
    }
    return false;
}

static void skip_space(Tokenizer *t) {
    while (t->at < t->end) {
        if (*t->at == '\n') {
            t->line++;
        } else if (*t->at != ' ') {
            return;
        }
        t->at++;
    }
}

// Reads the next token, if there is one.
static bool next(Tokenizer *t, Token *token) {
    skip_space(t);
    if (t->at == t->end) {
        return false;
    }
    const char *start = t->at;
    Kind kind;
    if (is_letter(*start)) {
        while (t->at < t->end && (is_letter(*t->at) || is_digit(*t->at))) {
            t->at++;
        }
        kind = is_keyword(start, t->at - start) ? KEYWORD : NAME;
    } else if (is_digit(*start)) {
        while (t->at < t->end && is_digit(*t->at)) {
            t->at++;
        }
        kind = NUMBER;
    } else if (*start == '"') {
        t->at++;
        while (t->at < t->end && *t->at != '"') {
            t->at++;
        }
        t->at++;
        kind = STRING;
    } else {
        t->at++;
        char c = *start;
        char second = t->at < t->end ? *t->at : '\0';
        kind = OPERATOR;
        if (c == '/' && second == '/') {
            while (t->at < t->end && *t->at != '\n') {
                t->at++;
            }
            kind = COMMENT;
        } else if ((second == '=' && (c == '=' || c == '<')) || (c == '&' && second == '&')) {
            t->at++;
        }
    }
    *token = (Token){kind, start, t->at - start, t->line};
    return true;
}

typedef struct {
    char name[NAME_SIZE]; // "": a free slot
    int64_t count;
} Entry;

// Open addressing with linear probing; the author has 40 names.
#define SLOTS 128

static void count_name(Entry *slots, const Token *token) {
    uint64_t hash = 14695981039346656037u;
    for (int64_t i = 0; i < token->length; i++) {
        hash = (hash ^ (unsigned char)token->start[i]) * 1099511628211u;
    }
    size_t length = (size_t)token->length;
    size_t at = hash % SLOTS;
    while (slots[at].name[0] != '\0'
        && (strncmp(slots[at].name, token->start, length) != 0 || slots[at].name[length] != '\0')) {
        at = (at + 1) % SLOTS;
    }
    if (slots[at].name[0] == '\0') {
        memcpy(slots[at].name, token->start, length);
        slots[at].name[length] = '\0';
    }
    slots[at].count++;
}

int main(void) {
    Text text = {NULL, 0, 0};
    for (int i = 0; i < 40000; i++) {
        put_statement(&text);
    }
    Tokenizer tokenizer = {text.bytes, text.bytes + text.length, 1};
    size_t n = 0;
    size_t capacity = 1024;
    Token *tokens = malloc(capacity * sizeof *tokens);
    while (next(&tokenizer, &tokens[n])) {
        n++;
        if (n == capacity) {
            capacity *= 2;
            tokens = realloc(tokens, capacity * sizeof *tokens);
        }
    }

    int64_t kinds[KINDS] = {0};
    static Entry names[SLOTS];
    int64_t check = 0;
    for (size_t i = 0; i < n; i++) {
        kinds[tokens[i].kind]++;
        if (tokens[i].kind == NAME) {
            count_name(names, &tokens[i]);
        }
        check = (check * 31 + tokens[i].length + tokens[i].line) % 1000000007;
    }
    printf("%zu\n", text.length);
    printf("%" PRId64 "\n", tokenizer.line);
    for (int kind = 0; kind < KINDS; kind++) {
        printf("%s %" PRId64 "\n", kind_names[kind], kinds[kind]);
    }
    const char *best = "";
    int64_t most = 0;
    int64_t distinct = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        const Entry *entry = &names[i];
        distinct += entry->count > 0;
        if (entry->count > most || (entry->count == most && strcmp(entry->name, best) < 0)) {
            best = entry->name;
            most = entry->count;
        }
    }
    printf("%" PRId64 "\n", distinct);
    printf("%s %" PRId64 "\n", best, most);
    printf("%" PRId64 "\n", check);
    free(tokens);
    free(text.bytes);
    return 0;
}
