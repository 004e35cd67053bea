// String building: writes numbers in base 3 by appending one digit at a time,
// counts the results in a hash table, and collects them on pages of at least 4000
// characters, each page built by appending too. Prints the number of distinct strings,
// the number of full pages, the characters appended in all and a checksum.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A string that grows by doubling.
typedef struct {
    char *bytes;
    size_t length, capacity;
} String;

static void append(String *s, const char *bytes, size_t length) {
    if (s->length + length > s->capacity) {
        s->capacity = (s->length + length) * 2;
        s->bytes = realloc(s->bytes, s->capacity);
    }
    memcpy(s->bytes + s->length, bytes, length);
    s->length += length;
}

typedef struct {
    String key; // bytes NULL: a free slot
    int64_t count;
} Entry;

// Open addressing with linear probing; the capacity is a power of two.
typedef struct {
    Entry *slots;
    size_t capacity, used;
} Counts;

static Entry *find(Entry *slots, size_t capacity, const String *key) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < key->length; i++) {
        hash = (hash ^ (unsigned char)key->bytes[i]) * 1099511628211u;
    }
    size_t at = hash & (capacity - 1);
    while (slots[at].key.bytes != NULL
        && (slots[at].key.length != key->length
            || memcmp(slots[at].key.bytes, key->bytes, key->length) != 0)) {
        at = (at + 1) & (capacity - 1);
    }
    return &slots[at];
}

static void grow(Counts *counts) {
    size_t capacity = counts->capacity * 2;
    Entry *slots = calloc(capacity, sizeof *slots);
    for (size_t i = 0; i < counts->capacity; i++) {
        Entry *old = &counts->slots[i];
        if (old->key.bytes != NULL) {
            *find(slots, capacity, &old->key) = *old;
        }
    }
    free(counts->slots);
    counts->slots = slots;
    counts->capacity = capacity;
}

// Counts one more of `key` and returns how many there are now.
static int64_t add(Counts *counts, const String *key) {
    Entry *entry = find(counts->slots, counts->capacity, key);
    if (entry->key.bytes == NULL) {
        if ((counts->used + 1) * 2 > counts->capacity) {
            grow(counts);
            entry = find(counts->slots, counts->capacity, key);
        }
        append(&entry->key, key->bytes, key->length);
        counts->used++;
    }
    return ++entry->count;
}

static String in_base3(int64_t n) {
    String digits = {NULL, 0, 0};
    while (n > 0) {
        int64_t digit = n % 3;
        if (digit == 0) {
            append(&digits, "0", 1);
        } else if (digit == 1) {
            append(&digits, "1", 1);
        } else {
            append(&digits, "2", 1);
        }
        n = (n - digit) / 3;
    }
    return digits;
}

int main(void) {
    int64_t rounds = 500000;
    Counts counts = {calloc(16, sizeof(Entry)), 16, 0};
    String page = {NULL, 0, 0};
    int64_t pages = 0;
    int64_t appended = 0;
    int64_t check = 0;
    for (int64_t i = 1; i <= rounds; i++) {
        String word = in_base3(i * 7 % 20011 + 1);
        int64_t seen = add(&counts, &word);
        check += seen * (int64_t)word.length;
        append(&page, word.bytes, word.length);
        append(&page, ",", 1);
        free(word.bytes);
        if (page.length >= 4000) {
            appended += (int64_t)page.length;
            pages++;
            page.length = 0;
        }
    }
    appended += (int64_t)page.length;
    printf("%zu\n", counts.used);
    printf("%" PRId64 "\n", pages);
    printf("%" PRId64 "\n", appended);
    printf("%" PRId64 "\n", check);

    for (size_t i = 0; i < counts.capacity; i++) {
        free(counts.slots[i].key.bytes);
    }
    free(counts.slots);
    free(page.bytes);
    return 0;
}
