// Singly linked lists of structs: builds lists of 100000 random numbers, reverses
// them, sorts them by merging, filters and maps them, and puts numbers into their
// places in a sorted list. Prints, for the rounds together, lengths and checksums
// that depend on the order of the elements.

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Node {
    int64_t value;
    struct Node *next;
} Node;

typedef struct {
    Node *head;
    int64_t size;
} List;

static int64_t seed = 42;

static int64_t next_random(int64_t limit) {
    seed = seed * 16807 % 2147483647;
    return seed % limit;
}

static Node *new_node(int64_t value, Node *next) {
    Node *node = malloc(sizeof *node);
    node->value = value;
    node->next = next;
    return node;
}

static void prepend(List *list, int64_t value) {
    list->head = new_node(value, list->head);
    list->size++;
}

// Puts a value before the first one that is not less, in a sorted list.
static void insert(List *list, int64_t value) {
    Node *node = list->head;
    if (node == NULL || node->value >= value) {
        prepend(list, value);
        return;
    }
    while (node->next != NULL && node->next->value < value) {
        node = node->next;
    }
    node->next = new_node(value, node->next);
    list->size++;
}

static void reverse(List *list) {
    Node *done = NULL;
    Node *node = list->head;
    while (node != NULL) {
        Node *next = node->next;
        node->next = done;
        done = node;
        node = next;
    }
    list->head = done;
}

// The values that a function holds true, as a new list in the same order.
static List filter(const List *list, bool (*keep)(int64_t)) {
    List kept = {NULL, 0};
    for (const Node *node = list->head; node != NULL; node = node->next) {
        if (keep(node->value)) {
            prepend(&kept, node->value);
        }
    }
    reverse(&kept);
    return kept;
}

static List map(const List *list, int64_t (*change)(int64_t, int64_t), int64_t context) {
    List changed = {NULL, 0};
    for (const Node *node = list->head; node != NULL; node = node->next) {
        prepend(&changed, change(node->value, context));
    }
    reverse(&changed);
    return changed;
}

static int64_t fold(const List *list, int64_t start, int64_t (*combine)(int64_t, int64_t)) {
    int64_t result = start;
    for (const Node *node = list->head; node != NULL; node = node->next) {
        result = combine(result, node->value);
    }
    return result;
}

static Node *merge(Node *left, Node *right) {
    Node first = {0, NULL};
    Node *last = &first;
    while (left != NULL && right != NULL) {
        if (right->value < left->value) {
            last->next = right;
            right = right->next;
        } else {
            last->next = left;
            left = left->next;
        }
        last = last->next;
    }
    last->next = left == NULL ? right : left;
    return first.next;
}

// The first `n` nodes from `node` on, sorted and unlinked from the others.
static Node *sorted(Node *node, int64_t n) {
    if (n < 2) {
        if (node != NULL) {
            node->next = NULL;
        }
        return node;
    }
    int64_t half = n / 2;
    Node *middle = node;
    for (int64_t i = 0; i < half; i++) {
        middle = middle->next;
    }
    Node *right = sorted(middle, n - half);
    Node *left = sorted(node, half);
    return merge(left, right);
}

static void sort(List *list) {
    list->head = sorted(list->head, list->size);
}

static void release(List *list) {
    while (list->head != NULL) {
        Node *next = list->head->next;
        free(list->head);
        list->head = next;
    }
}

static int64_t mix(int64_t check, int64_t value) {
    return (check * 31 + value) % 1000000007;
}

static int64_t checksum(const List *list) {
    return fold(list, 0, mix);
}

static bool is_odd(int64_t value) {
    return value % 2 == 1;
}

static int64_t shrink(int64_t value, int64_t round) {
    return value % 100 + round;
}

int main(void) {
    int64_t built = 0;
    int64_t ordered = 0;
    int64_t filtered = 0;
    int64_t mapped = 0;
    int64_t inserted = 0;
    int64_t lengths = 0;
    for (int64_t round = 0; round < 10; round++) {
        List list = {NULL, 0};
        for (int64_t i = 0; i < 100000; i++) {
            prepend(&list, next_random(1000000));
        }
        reverse(&list);
        built = (built + checksum(&list)) % 1000000007;
        sort(&list);
        ordered = (ordered + checksum(&list)) % 1000000007;
        List odd = filter(&list, is_odd);
        filtered = (filtered + checksum(&odd)) % 1000000007;
        lengths += odd.size;
        List small = map(&odd, shrink, round);
        mapped = (mapped + checksum(&small)) % 1000000007;
        List places = {NULL, 0};
        for (int64_t i = 0; i < 500; i++) {
            insert(&places, next_random(10000));
        }
        inserted = (inserted + checksum(&places)) % 1000000007;
        lengths += places.size;
        release(&list);
        release(&odd);
        release(&small);
        release(&places);
    }
    printf("%" PRId64 "\n", built);
    printf("%" PRId64 "\n", ordered);
    printf("%" PRId64 "\n", filtered);
    printf("%" PRId64 "\n", mapped);
    printf("%" PRId64 "\n", inserted);
    printf("%" PRId64 "\n", lengths);
    return 0;
}
