// Word frequencies: makes eight texts of 500000 words out of syllables with a small
// linear congruential generator (low word numbers are the more frequent), splits
// them at the spaces, counts the words in a hash table and sorts them by frequency.
// Prints the length of the texts, the number of distinct words, a checksum over
// the whole ranking and the ten most frequent words.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS 4000
#define WORD_SIZE 16

typedef struct {
    char *word; // NULL: a free slot
    int64_t count;
} Entry;

// Open addressing with linear probing; the capacity is a power of two.
typedef struct {
    Entry *slots;
    size_t capacity, used;
} Counts;

static int64_t seed = 2024;

static int64_t next_random(int64_t limit) {
    seed = seed * 16807 % 2147483647;
    return seed % limit;
}

static Entry *find(Entry *slots, size_t capacity, const char *word, size_t length) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)word[i]) * 1099511628211u;
    }
    size_t at = hash & (capacity - 1);
    while (slots[at].word != NULL
        && (strncmp(slots[at].word, word, length) != 0 || slots[at].word[length] != '\0')) {
        at = (at + 1) & (capacity - 1);
    }
    return &slots[at];
}

static void grow(Counts *counts) {
    size_t capacity = counts->capacity * 2;
    Entry *slots = calloc(capacity, sizeof *slots);
    for (size_t i = 0; i < counts->capacity; i++) {
        Entry *old = &counts->slots[i];
        if (old->word != NULL) {
            *find(slots, capacity, old->word, strlen(old->word)) = *old;
        }
    }
    free(counts->slots);
    counts->slots = slots;
    counts->capacity = capacity;
}

static void add(Counts *counts, const char *word, size_t length) {
    Entry *entry = find(counts->slots, counts->capacity, word, length);
    if (entry->word == NULL) {
        if ((counts->used + 1) * 2 > counts->capacity) {
            grow(counts);
            entry = find(counts->slots, counts->capacity, word, length);
        }
        entry->word = malloc(length + 1);
        memcpy(entry->word, word, length);
        entry->word[length] = '\0';
        counts->used++;
    }
    entry->count++;
}

static char (*make_words(void))[WORD_SIZE] {
    static const char *syllables[] = {
        "ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "zen"};
    char(*words)[WORD_SIZE] = malloc(WORDS * sizeof *words);
    for (int64_t i = 0; i < WORDS; i++) {
        words[i][0] = '\0';
        int64_t parts = 2 + next_random(3);
        for (int64_t j = 0; j < parts; j++) {
            strcat(words[i], syllables[next_random(12)]);
        }
    }
    return words;
}

static char *make_text(char (*words)[WORD_SIZE], int64_t n) {
    char *text = malloc((size_t)n * WORD_SIZE);
    char *end = text;
    for (int64_t i = 0; i < n; i++) {
        int64_t a = next_random(WORDS);
        int64_t b = next_random(WORDS);
        const char *word = words[a < b ? a : b];
        size_t length = strlen(word);
        if (i > 0) {
            *end++ = ' ';
        }
        memcpy(end, word, length);
        end += length;
    }
    *end = '\0';
    return text;
}

static void count_words(const char *text, Counts *counts) {
    const char *at = text;
    while (*at != '\0') {
        size_t length = strcspn(at, " ");
        add(counts, at, length);
        at += length;
        at += *at == ' ';
    }
}

static int by_rank(const void *left, const void *right) {
    const Entry *a = left;
    const Entry *b = right;
    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    return strcmp(a->word, b->word);
}

int main(void) {
    char(*words)[WORD_SIZE] = make_words();
    Counts counts = {calloc(16, sizeof(Entry)), 16, 0};
    size_t text_length = 0;
    for (int i = 0; i < 8; i++) {
        char *text = make_text(words, 500000);
        text_length += strlen(text);
        count_words(text, &counts);
        free(text);
    }

    Entry *ranking = malloc(counts.used * sizeof *ranking);
    size_t n = 0;
    for (size_t i = 0; i < counts.capacity; i++) {
        if (counts.slots[i].word != NULL) {
            ranking[n++] = counts.slots[i];
        }
    }
    qsort(ranking, n, sizeof *ranking, by_rank);

    int64_t check = 0;
    for (size_t i = 0; i < n; i++) {
        check += ranking[i].count * (int64_t)(i + 1);
    }
    printf("%zu\n", text_length);
    printf("%zu\n", n);
    printf("%" PRId64 "\n", check);
    for (int i = 0; i < 10; i++) {
        printf("%s %" PRId64 "\n", ranking[i].word, ranking[i].count);
    }

    for (size_t i = 0; i < n; i++) {
        free(ranking[i].word);
    }
    free(ranking);
    free(counts.slots);
    free(words);
    return 0;
}
