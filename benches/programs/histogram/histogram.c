// A histogram over strings: spells words out of numbers (small numbers are the more
// frequent), counts the words of each of ten chapters in a hash table and the letters
// of the words by length, merges the chapters and sorts the entries. Prints how
// many words there are, how many differ, a checksum over the whole order, the ten
// most frequent ones and a bar for each length.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD_SIZE 16

typedef struct {
    char key[WORD_SIZE]; // "": a free slot
    int64_t count;
} Entry;

// Open addressing with linear probing; the capacity is a power of two.
typedef struct {
    Entry *slots;
    size_t capacity, used;
    int64_t total;
} Histogram;

static int64_t seed = 99;

static int64_t below(int64_t limit) {
    seed = seed * 16807 % 2147483647;
    return seed % limit;
}

// The smallest of three.
static int64_t small(int64_t limit) {
    int64_t a = below(limit);
    int64_t b = below(limit);
    int64_t c = below(limit);
    int64_t least = a < b ? a : b;
    return least < c ? least : c;
}

static Histogram new_histogram(void) {
    Histogram histogram = {calloc(16, sizeof(Entry)), 16, 0, 0};
    return histogram;
}

static Entry *find(const Histogram *histogram, const char *key) {
    uint64_t hash = 14695981039346656037u;
    for (const char *at = key; *at != '\0'; at++) {
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    }
    size_t mask = histogram->capacity - 1;
    size_t at = hash & mask;
    while (histogram->slots[at].key[0] != '\0' && strcmp(histogram->slots[at].key, key) != 0) {
        at = (at + 1) & mask;
    }
    return &histogram->slots[at];
}

static void grow(Histogram *histogram) {
    size_t capacity = histogram->capacity * 2;
    Histogram grown = {calloc(capacity, sizeof(Entry)), capacity, histogram->used, histogram->total};
    for (size_t i = 0; i < histogram->capacity; i++) {
        if (histogram->slots[i].key[0] != '\0') {
            *find(&grown, histogram->slots[i].key) = histogram->slots[i];
        }
    }
    free(histogram->slots);
    *histogram = grown;
}

static void add(Histogram *histogram, const char *key, int64_t n) {
    Entry *entry = find(histogram, key);
    if (entry->key[0] == '\0') {
        if ((histogram->used + 1) * 2 > histogram->capacity) {
            grow(histogram);
            entry = find(histogram, key);
        }
        strcpy(entry->key, key);
        histogram->used++;
    }
    entry->count += n;
    histogram->total += n;
}

static void merge(Histogram *histogram, const Histogram *other) {
    for (size_t i = 0; i < other->capacity; i++) {
        if (other->slots[i].key[0] != '\0') {
            add(histogram, other->slots[i].key, other->slots[i].count);
        }
    }
}

static int by_rank(const void *left, const void *right) {
    const Entry *a = left;
    const Entry *b = right;
    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    return strcmp(a->key, b->key);
}

static Entry *ranking_of(const Histogram *histogram) {
    Entry *ranking = malloc(histogram->used * sizeof *ranking);
    size_t n = 0;
    for (size_t i = 0; i < histogram->capacity; i++) {
        if (histogram->slots[i].key[0] != '\0') {
            ranking[n++] = histogram->slots[i];
        }
    }
    qsort(ranking, n, sizeof *ranking, by_rank);
    return ranking;
}

static int64_t spell(int64_t number, char *word) {
    int64_t length = 0;
    do {
        word[length++] = "bdfgklmnprstvwz"[number % 15];
        number = number / 15;
        word[length++] = "aeiou"[number % 5];
        number = number / 5;
    } while (number > 0);
    word[length] = '\0';
    return length;
}

int main(void) {
    Histogram book = new_histogram();
    Histogram lengths = new_histogram();
    for (int64_t chapter = 0; chapter < 10; chapter++) {
        Histogram histogram = new_histogram();
        for (int64_t i = 0; i < 150000; i++) {
            char word[WORD_SIZE];
            int64_t length = spell(small(9000 + chapter * 100), word);
            add(&histogram, word, 1);
            char digits[2] = {(char)('0' + length), '\0'}; // a word has fewer than ten letters
            add(&lengths, digits, 1);
        }
        merge(&book, &histogram);
        free(histogram.slots);
    }
    printf("%" PRId64 "\n", book.total);
    printf("%zu\n", book.used);
    int64_t check = 0;
    Entry *ranking = ranking_of(&book);
    for (size_t i = 0; i < book.used; i++) {
        check = (check * 31 + ranking[i].count + (int64_t)strlen(ranking[i].key)) % 1000000007;
    }
    printf("%" PRId64 "\n", check);
    for (int i = 0; i < 10; i++) {
        printf("%s %" PRId64 "\n", ranking[i].key, ranking[i].count);
    }
    Entry *bars = ranking_of(&lengths);
    for (size_t i = 0; i < lengths.used; i++) {
        printf("%s ", bars[i].key);
        for (int64_t j = 0; j < bars[i].count * 60 / lengths.total; j++) {
            putchar('#');
        }
        putchar('\n');
    }
    free(bars);
    free(ranking);
    free(lengths.slots);
    free(book.slots);
    return 0;
}
