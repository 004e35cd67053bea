// Allocation: builds and counts many short-lived complete binary trees while a
// large one stays alive. Prints, per depth, how many trees were built and their
// nodes in all, then the nodes of the large one.

fn build(depth) {
    if (depth == 0) {
        return [null, null];
    }
    return [build(depth - 1), build(depth - 1)];
}

fn count(tree) {
    if (tree[0] == null) {
        return 1;
    }
    return 1 + count(tree[0]) + count(tree[1]);
}

fn main(depth) {
    let kept = build(depth);
    let trees = 1;
    for (let i = 0; i < depth; i++) {
        trees *= 2;
    }
    for (let d = 4; d <= depth; d += 4) {
        let nodes = 0;
        for (let i = 0; i < trees; i++) {
            nodes += count(build(d));
        }
        puts(trees);
        puts(nodes);
        trees = trees / 16;
    }
    puts(count(kept));
}

main(16)
