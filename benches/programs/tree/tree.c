// A balanced search tree (AVL): puts in 200000 random keys with values, looks up as
// many, takes half of them out again and walks the rest in order. Prints the
// number of keys and the height before and after, how many look-ups found
// something, and a checksum over the walk.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_HEIGHT 64

typedef struct Node {
    int64_t key, value, height;
    struct Node *left, *right;
} Node;

typedef struct {
    Node *root;
    int64_t size;
} Tree;

static int64_t height(const Node *node) {
    return node == NULL ? 0 : node->height;
}

static void update(Node *node) {
    int64_t l = height(node->left);
    int64_t r = height(node->right);
    node->height = 1 + (l > r ? l : r);
}

// How much higher the left side is than the right one.
static int64_t balance(const Node *node) {
    return height(node->left) - height(node->right);
}

static Node *rotate_right(Node *node) {
    Node *top = node->left;
    node->left = top->right;
    top->right = node;
    update(node);
    update(top);
    return top;
}

static Node *rotate_left(Node *node) {
    Node *top = node->right;
    node->right = top->left;
    top->left = node;
    update(node);
    update(top);
    return top;
}

// The node that stands here when both sides differ by one level at most.
static Node *balanced(Node *node) {
    update(node);
    int64_t difference = balance(node);
    if (difference > 1) {
        if (balance(node->left) < 0) {
            node->left = rotate_left(node->left);
        }
        return rotate_right(node);
    }
    if (difference < -1) {
        if (balance(node->right) > 0) {
            node->right = rotate_right(node->right);
        }
        return rotate_left(node);
    }
    return node;
}

// Where the value of a key is, or NULL.
static const int64_t *get(const Tree *tree, int64_t key) {
    const Node *node = tree->root;
    while (node != NULL) {
        if (key == node->key) {
            return &node->value;
        }
        node = key < node->key ? node->left : node->right;
    }
    return NULL;
}

static Node *set_in(Tree *tree, Node *node, int64_t key, int64_t value) {
    if (node == NULL) {
        tree->size++;
        node = malloc(sizeof *node);
        *node = (Node){key, value, 1, NULL, NULL};
        return node;
    }
    if (key == node->key) {
        node->value = value;
        return node;
    }
    if (key < node->key) {
        node->left = set_in(tree, node->left, key, value);
    } else {
        node->right = set_in(tree, node->right, key, value);
    }
    return balanced(node);
}

static void set(Tree *tree, int64_t key, int64_t value) {
    tree->root = set_in(tree, tree->root, key, value);
}

static Node *without_least(Node *node) {
    if (node->left == NULL) {
        return node->right;
    }
    node->left = without_least(node->left);
    return balanced(node);
}

static Node *remove_in(Tree *tree, Node *node, int64_t key) {
    if (node == NULL) {
        return NULL;
    }
    if (key < node->key) {
        node->left = remove_in(tree, node->left, key);
    } else if (key > node->key) {
        node->right = remove_in(tree, node->right, key);
    } else {
        tree->size--;
        Node *instead;
        if (node->left == NULL) {
            instead = node->right;
        } else if (node->right == NULL) {
            instead = node->left;
        } else {
            Node *least = node->right;
            while (least->left != NULL) {
                least = least->left;
            }
            least->right = without_least(node->right);
            least->left = node->left;
            instead = balanced(least);
        }
        free(node);
        return instead;
    }
    return balanced(node);
}

static void remove_key(Tree *tree, int64_t key) {
    tree->root = remove_in(tree, tree->root, key);
}

typedef struct {
    int64_t check, last;
} Check;

static void visit(Check *state, int64_t key, int64_t value) {
    if (key <= state->last) {
        fprintf(stderr, "the keys are not in order\n");
        exit(1);
    }
    state->last = key;
    state->check = (state->check * 31 + key + value) % 1000000007;
}

// Calls a function with each key and value, in the order of the keys.
static void walk(const Tree *tree, void (*visit)(Check *, int64_t, int64_t), Check *state) {
    const Node *above[MAX_HEIGHT];
    int64_t n = 0;
    const Node *node = tree->root;
    while (node != NULL || n > 0) {
        while (node != NULL) {
            above[n++] = node;
            node = node->left;
        }
        node = above[--n];
        visit(state, node->key, node->value);
        node = node->right;
    }
}

static void release(Node *node) {
    if (node != NULL) {
        release(node->left);
        release(node->right);
        free(node);
    }
}

static int64_t seed = 7;

static int64_t next_random(int64_t limit) {
    seed = seed * 16807 % 2147483647;
    return seed % limit;
}

int main(void) {
    int64_t n = 200000;
    Tree tree = {NULL, 0};
    int64_t *keys = malloc((size_t)n * sizeof *keys);
    for (int64_t i = 0; i < n; i++) {
        keys[i] = next_random(n * 10);
        set(&tree, keys[i], i);
    }
    printf("%" PRId64 "\n", tree.size);
    printf("%" PRId64 "\n", height(tree.root));

    int64_t found = 0;
    for (int64_t i = 0; i < n; i++) {
        if (get(&tree, i * 3) != NULL) {
            found++;
        }
    }
    printf("%" PRId64 "\n", found);

    for (int64_t i = 0; i < n; i += 2) {
        remove_key(&tree, keys[i]);
    }
    printf("%" PRId64 "\n", tree.size);
    printf("%" PRId64 "\n", height(tree.root));

    Check state = {0, -1};
    walk(&tree, visit, &state);
    printf("%" PRId64 "\n", state.check);
    release(tree.root);
    free(keys);
    return 0;
}
