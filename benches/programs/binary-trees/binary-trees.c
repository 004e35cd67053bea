// Allocation: builds and counts many short-lived complete binary trees while a
// large one stays alive. Prints, per depth, how many trees were built and their
// nodes in all, then the nodes of the large one.

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Tree {
    struct Tree *left, *right;
} Tree;

static Tree *build(int64_t depth) {
    Tree *tree = malloc(sizeof *tree);
    if (depth == 0) {
        tree->left = NULL;
        tree->right = NULL;
    } else {
        tree->left = build(depth - 1);
        tree->right = build(depth - 1);
    }
    return tree;
}

static int64_t count(const Tree *tree) {
    if (tree->left == NULL) {
        return 1;
    }
    return 1 + count(tree->left) + count(tree->right);
}

static void release(Tree *tree) {
    if (tree->left != NULL) {
        release(tree->left);
        release(tree->right);
    }
    free(tree);
}

int main(void) {
    int64_t depth = 16;
    Tree *kept = build(depth);
    int64_t trees = 1;
    for (int64_t i = 0; i < depth; i++) {
        trees *= 2;
    }
    for (int64_t d = 4; d <= depth; d += 4) {
        int64_t nodes = 0;
        for (int64_t i = 0; i < trees; i++) {
            Tree *tree = build(d);
            nodes += count(tree);
            release(tree);
        }
        printf("%" PRId64 "\n", trees);
        printf("%" PRId64 "\n", nodes);
        trees = trees / 16;
    }
    printf("%" PRId64 "\n", count(kept));
    release(kept);
    return 0;
}
