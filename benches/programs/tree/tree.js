// A balanced search tree (AVL): puts in 200000 random keys with values, looks up as
// many, takes half of them out again and walks the rest in order. Prints the
// number of keys and the height before and after, how many look-ups found
// something, and a checksum over the walk.

class Node {
    constructor(key, value) {
        this.key = key;
        this.value = value;
        this.height = 1;
        this.left = null;
        this.right = null;
    }

    update() {
        const l = this.left === null ? 0 : this.left.height;
        const r = this.right === null ? 0 : this.right.height;
        this.height = 1 + (l > r ? l : r);
    }

    // How much higher the left side is than the right one.
    balance() {
        const l = this.left === null ? 0 : this.left.height;
        const r = this.right === null ? 0 : this.right.height;
        return l - r;
    }

    rotateRight() {
        const top = this.left;
        this.left = top.right;
        top.right = this;
        this.update();
        top.update();
        return top;
    }

    rotateLeft() {
        const top = this.right;
        this.right = top.left;
        top.left = this;
        this.update();
        top.update();
        return top;
    }

    // The node that stands here when both sides differ by one level at most.
    balanced() {
        this.update();
        const balance = this.balance();
        if (balance > 1) {
            if (this.left.balance() < 0) {
                this.left = this.left.rotateLeft();
            }
            return this.rotateRight();
        }
        if (balance < -1) {
            if (this.right.balance() > 0) {
                this.right = this.right.rotateRight();
            }
            return this.rotateLeft();
        }
        return this;
    }
}

class Tree {
    constructor() {
        this.root = null;
        this.size = 0;
    }

    height() {
        return this.root === null ? 0 : this.root.height;
    }

    get(key) {
        let node = this.root;
        while (node !== null) {
            if (key === node.key) {
                return node.value;
            }
            node = key < node.key ? node.left : node.right;
        }
        return null;
    }

    set(key, value) {
        this.root = this.setIn(this.root, key, value);
    }

    setIn(node, key, value) {
        if (node === null) {
            this.size++;
            return new Node(key, value);
        }
        if (key === node.key) {
            node.value = value;
            return node;
        }
        if (key < node.key) {
            node.left = this.setIn(node.left, key, value);
        } else {
            node.right = this.setIn(node.right, key, value);
        }
        return node.balanced();
    }

    remove(key) {
        this.root = this.removeIn(this.root, key);
    }

    removeIn(node, key) {
        if (node === null) {
            return null;
        }
        if (key < node.key) {
            node.left = this.removeIn(node.left, key);
        } else if (key > node.key) {
            node.right = this.removeIn(node.right, key);
        } else {
            this.size--;
            if (node.left === null) {
                return node.right;
            }
            if (node.right === null) {
                return node.left;
            }
            let least = node.right;
            while (least.left !== null) {
                least = least.left;
            }
            least.right = this.withoutLeast(node.right);
            least.left = node.left;
            return least.balanced();
        }
        return node.balanced();
    }

    withoutLeast(node) {
        if (node.left === null) {
            return node.right;
        }
        node.left = this.withoutLeast(node.left);
        return node.balanced();
    }

    // Calls a function with each key and value, in the order of the keys.
    walk(visit) {
        const above = [];
        let node = this.root;
        while (node !== null || above.length > 0) {
            while (node !== null) {
                above.push(node);
                node = node.left;
            }
            node = above.pop();
            visit(node.key, node.value);
            node = node.right;
        }
    }
}

function main(n) {
    let seed = 7;
    const random = (limit) => {
        seed = seed * 16807 % 2147483647;
        return seed % limit;
    };
    const tree = new Tree();
    const keys = [];
    for (let i = 0; i < n; i++) {
        const key = random(n * 10);
        keys.push(key);
        tree.set(key, i);
    }
    console.log(String(tree.size));
    console.log(String(tree.height()));

    let found = 0;
    for (let i = 0; i < n; i++) {
        if (tree.get(i * 3) !== null) {
            found++;
        }
    }
    console.log(String(found));

    for (let i = 0; i < n; i += 2) {
        tree.remove(keys[i]);
    }
    console.log(String(tree.size));
    console.log(String(tree.height()));

    let check = 0;
    let last = -1;
    tree.walk((key, value) => {
        if (key <= last) {
            throw new Error("the keys are not in order");
        }
        last = key;
        check = (check * 31 + key + value) % 1000000007;
    });
    console.log(String(check));
}

main(200000);
