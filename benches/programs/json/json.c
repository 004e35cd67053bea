// JSON: makes a document of 8000 records, prints it as text, parses the text and
// prints what was parsed again. Prints the length of the text, whether both texts
// are the same, sums over the parsed records and a checksum over the text.

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK ((size_t)1 << 20)

// All values live in one arena until the end.
typedef struct Block {
    struct Block *before;
    size_t used;
    char bytes[];
} Block;

static Block *arena = NULL;

static void *allocate(size_t size) {
    size = (size + 7) & ~(size_t)7;
    if (arena == NULL || arena->used + size > BLOCK) {
        Block *block = malloc(sizeof *block + (size > BLOCK ? size : BLOCK));
        block->before = arena;
        block->used = 0;
        arena = block;
    }
    void *found = arena->bytes + arena->used;
    arena->used += size;
    return found;
}

static void release_arena(void) {
    while (arena != NULL) {
        Block *before = arena->before;
        free(arena);
        arena = before;
    }
}

typedef enum { NIL, TRUTH, NUMBER, STRING, ARRAY, OBJECT } Kind;

typedef struct Value Value;
typedef struct Item Item;

struct Value {
    Kind kind;
    int64_t number; // also of a truth, and the length of a string or array
    union {
        const char *bytes;
        Item *first;
    };
    Item *last;
};

// An item of an array or a member of an object; in order.
struct Item {
    Item *next;
    Value key, value;
};

static Value number(int64_t n) {
    return (Value){.kind = NUMBER, .number = n};
}

static Value truth(bool holds) {
    return (Value){.kind = TRUTH, .number = holds};
}

static Value string_of(const char *bytes) {
    return (Value){.kind = STRING, .number = (int64_t)strlen(bytes), .bytes = bytes};
}

static Value empty(Kind kind) {
    return (Value){.kind = kind, .first = NULL};
}

static void append(Value *list, Value key, Value value) {
    Item *item = allocate(sizeof *item);
    *item = (Item){NULL, key, value};
    if (list->first == NULL) {
        list->first = item;
    } else {
        list->last->next = item;
    }
    list->last = item;
    list->number++;
}

static const Value *get(const Value *object, const char *key) {
    for (const Item *item = object->first; item != NULL; item = item->next) {
        if (strcmp(item->key.bytes, key) == 0) {
            return &item->value;
        }
    }
    return NULL;
}

typedef struct {
    char *bytes;
    size_t length, capacity;
} Text;

static void put(Text *text, const char *bytes, size_t length) {
    if (text->length + length >= text->capacity) {
        text->capacity = (text->length + length + 1) * 2;
        text->bytes = realloc(text->bytes, text->capacity);
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

static const char *escape_of(char c) {
    switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '\r': return "\\r";
    default: return NULL;
    }
}

// The character meant by one behind a backslash, or 0.
static char unescape(char c) {
    switch (c) {
    case '"': case '\\': case '/': return c;
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    default: return '\0';
    }
}

static void print_string(Text *out, const Value *string) {
    put(out, "\"", 1);
    int64_t from = 0;
    for (int64_t i = 0; i < string->number; i++) {
        const char *escape = escape_of(string->bytes[i]);
        if (escape != NULL) {
            put(out, string->bytes + from, (size_t)(i - from));
            put(out, escape, strlen(escape));
            from = i + 1;
        }
    }
    put(out, string->bytes + from, (size_t)(string->number - from));
    put(out, "\"", 1);
}

static void print_value(Text *out, const Value *value) {
    char digits[24];
    switch (value->kind) {
    case NIL:
        put(out, "null", 4);
        break;
    case TRUTH:
        put(out, value->number ? "true" : "false", value->number ? 4 : 5);
        break;
    case NUMBER:
        put(out, digits, (size_t)snprintf(digits, sizeof digits, "%" PRId64, value->number));
        break;
    case STRING:
        print_string(out, value);
        break;
    case ARRAY:
    case OBJECT:
        put(out, value->kind == ARRAY ? "[" : "{", 1);
        for (const Item *item = value->first; item != NULL; item = item->next) {
            if (item != value->first) {
                put(out, ",", 1);
            }
            if (value->kind == OBJECT) {
                print_string(out, &item->key);
                put(out, ":", 1);
            }
            print_value(out, &item->value);
        }
        put(out, value->kind == ARRAY ? "]" : "}", 1);
        break;
    }
}

// The text ends with a zero byte, which nothing accepts.
typedef struct {
    const char *text;
    size_t at;
} Parser;

static void fail(const Parser *parser, const char *wanted) {
    fprintf(stderr, "expected %s at %zu\n", wanted, parser->at);
    exit(1);
}

static char peek(const Parser *parser) {
    return parser->text[parser->at];
}

static void skip_space(Parser *parser) {
    char c = peek(parser);
    while (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        parser->at++;
        c = peek(parser);
    }
}

// Goes past a character if it comes next.
static bool accept(Parser *parser, char c) {
    skip_space(parser);
    if (peek(parser) == c) {
        parser->at++;
        return true;
    }
    return false;
}

static void expect(Parser *parser, char c) {
    if (!accept(parser, c)) {
        fail(parser, (char[]){c, '\0'});
    }
}

static Value parse_word(Parser *parser, const char *word, Value value) {
    if (strncmp(parser->text + parser->at, word, strlen(word)) != 0) {
        fail(parser, word);
    }
    parser->at += strlen(word);
    return value;
}

static Value parse_number(Parser *parser) {
    size_t start = parser->at;
    if (peek(parser) == '-') {
        parser->at++;
    }
    size_t digits = parser->at;
    while (peek(parser) >= '0' && peek(parser) <= '9') {
        parser->at++;
    }
    if (parser->at == digits) {
        fail(parser, "a value");
    }
    return number(strtoll(parser->text + start, NULL, 10));
}

static Value parse_string(Parser *parser) {
    expect(parser, '"');
    size_t start = parser->at;
    while (peek(parser) != '"') {
        if (peek(parser) == '\0') {
            fail(parser, "a quote");
        }
        if (peek(parser) == '\\') {
            parser->at++;
            if (unescape(peek(parser)) == '\0') {
                fail(parser, "an escape");
            }
        }
        parser->at++;
    }
    char *bytes = allocate(parser->at - start + 1);
    int64_t length = 0;
    for (size_t i = start; i < parser->at; i++) {
        char c = parser->text[i];
        bytes[length++] = c == '\\' ? unescape(parser->text[++i]) : c;
    }
    bytes[length] = '\0';
    parser->at++;
    return (Value){.kind = STRING, .number = length, .bytes = bytes};
}

static Value parse_value(Parser *parser);

static Value parse_array(Parser *parser) {
    expect(parser, '[');
    Value items = empty(ARRAY);
    if (accept(parser, ']')) {
        return items;
    }
    do {
        append(&items, empty(NIL), parse_value(parser));
    } while (accept(parser, ','));
    expect(parser, ']');
    return items;
}

static Value parse_object(Parser *parser) {
    expect(parser, '{');
    Value members = empty(OBJECT);
    if (accept(parser, '}')) {
        return members;
    }
    do {
        skip_space(parser);
        Value key = parse_string(parser);
        expect(parser, ':');
        append(&members, key, parse_value(parser));
    } while (accept(parser, ','));
    expect(parser, '}');
    return members;
}

static Value parse_value(Parser *parser) {
    skip_space(parser);
    switch (peek(parser)) {
    case '"': return parse_string(parser);
    case '{': return parse_object(parser);
    case '[': return parse_array(parser);
    case 't': return parse_word(parser, "true", truth(true));
    case 'f': return parse_word(parser, "false", truth(false));
    case 'n': return parse_word(parser, "null", empty(NIL));
    default: return parse_number(parser);
    }
}

static int64_t seed = 11;

static int64_t next_random(int64_t limit) {
    seed = seed * 16807 % 2147483647;
    return seed % limit;
}

static Value formatted(const char *format, ...) {
    char buffer[64];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(buffer, sizeof buffer, format, arguments);
    va_end(arguments);
    char *bytes = allocate((size_t)length + 1);
    memcpy(bytes, buffer, (size_t)length + 1);
    return string_of(bytes);
}

static Value make_record(int64_t id) {
    Value tags = empty(ARRAY);
    for (int64_t i = next_random(4); i > 0; i--) {
        append(&tags, empty(NIL), formatted("tag%" PRId64, next_random(50)));
    }
    Value record = empty(OBJECT);
    append(&record, string_of("id"), number(id));
    append(&record, string_of("name"), formatted("record number %" PRId64, id));
    append(&record, string_of("note"),
        string_of(id % 3 == 0 ? "a \"quoted\" word,\n\ttabs and \\ strokes" : ""));
    append(&record, string_of("active"), truth(next_random(2) == 0));
    append(&record, string_of("balance"), number(next_random(200001) - 100000));
    append(&record, string_of("tags"), tags);
    Value parent = empty(NIL);
    if (id % 5 != 0) {
        parent = empty(OBJECT);
        append(&parent, string_of("id"), number(next_random(id)));
        append(&parent, string_of("kind"), string_of("link"));
    }
    append(&record, string_of("parent"), parent);
    return record;
}

int main(void) {
    Value made = empty(ARRAY);
    for (int64_t id = 1; id <= 8000; id++) {
        append(&made, empty(NIL), make_record(id));
    }
    Value document = empty(OBJECT);
    append(&document, string_of("version"), number(1));
    append(&document, string_of("records"), made);
    append(&document, string_of("empty"), empty(OBJECT));
    Text text = {NULL, 0, 0};
    print_value(&text, &document);
    Parser parser = {text.bytes, 0};
    Value parsed = parse_value(&parser);
    skip_space(&parser);
    if (parser.at < text.length) {
        fail(&parser, "the end");
    }
    Text again = {NULL, 0, 0};
    print_value(&again, &parsed);

    int64_t active = 0;
    int64_t balance = 0;
    int64_t tags = 0;
    int64_t parents = 0;
    for (const Item *item = get(&parsed, "records")->first; item != NULL; item = item->next) {
        const Value *record = &item->value;
        active += get(record, "active")->number;
        balance += get(record, "balance")->number;
        tags += get(record, "tags")->number;
        const Value *parent = get(record, "parent");
        if (parent->kind != NIL) {
            parents += get(parent, "id")->number;
        }
    }
    int64_t check = 0;
    for (size_t i = 0; i < again.length; i += 101) {
        check = (check * 31 + (unsigned char)again.bytes[i]) % 1000000007;
    }
    printf("%zu\n", text.length);
    printf("%s\n", strcmp(text.bytes, again.bytes) == 0 ? "the same" : "different");
    printf("%" PRId64 "\n", active);
    printf("%" PRId64 "\n", balance);
    printf("%" PRId64 "\n", tags);
    printf("%" PRId64 "\n", parents);
    printf("%" PRId64 "\n", check);
    free(text.bytes);
    free(again.bytes);
    release_arena();
    return 0;
}
