// A balanced search tree of objects: set, get, remove, walk in order; see the benchmark of this name.

class Node {
    let key;
    let value;
    let height;
    let left;
    let right;

    fn init(key, value) {
        self.key = key;
        self.value = value;
        self.height = 1;
        self.left = null;
        self.right = null;
    }

    fn update() {
        let l = self.left == null ? 0 : self.left.height;
        let r = self.right == null ? 0 : self.right.height;
        self.height = 1 + (l > r ? l : r);
    }

    // How much higher the left side is than the right one.
    fn balance() {
        let l = self.left == null ? 0 : self.left.height;
        let r = self.right == null ? 0 : self.right.height;
        return l - r;
    }

    fn rotateRight() {
        let top = self.left;
        self.left = top.right;
        top.right = self;
        self.update();
        top.update();
        return top;
    }

    fn rotateLeft() {
        let top = self.right;
        self.right = top.left;
        top.left = self;
        self.update();
        top.update();
        return top;
    }

    // The node that stands here when both sides differ by one level at most.
    fn balanced() {
        self.update();
        let balance = self.balance();
        if (balance > 1) {
            if (self.left.balance() < 0) {
                self.left = self.left.rotateLeft();
            }
            return self.rotateRight();
        }
        if (balance < -1) {
            if (self.right.balance() > 0) {
                self.right = self.right.rotateRight();
            }
            return self.rotateLeft();
        }
        return self;
    }
}

class Tree {
    let root;
    let size;

    fn init() {
        self.root = null;
        self.size = 0;
    }

    fn height() {
        return self.root == null ? 0 : self.root.height;
    }

    fn get(key) {
        let node = self.root;
        while (node != null) {
            if (key == node.key) {
                return node.value;
            }
            node = key < node.key ? node.left : node.right;
        }
        return null;
    }

    fn set(key, value) {
        self.root = self.setIn(self.root, key, value);
    }

    fn setIn(node, key, value) {
        if (node == null) {
            self.size++;
            return Node(key, value);
        }
        if (key == node.key) {
            node.value = value;
            return node;
        }
        if (key < node.key) {
            node.left = self.setIn(node.left, key, value);
        } else {
            node.right = self.setIn(node.right, key, value);
        }
        return node.balanced();
    }

    fn remove(key) {
        self.root = self.removeIn(self.root, key);
    }

    fn removeIn(node, key) {
        if (node == null) {
            return null;
        }
        if (key < node.key) {
            node.left = self.removeIn(node.left, key);
        } else if (key > node.key) {
            node.right = self.removeIn(node.right, key);
        } else {
            self.size--;
            if (node.left == null) {
                return node.right;
            }
            if (node.right == null) {
                return node.left;
            }
            let least = node.right;
            while (least.left != null) {
                least = least.left;
            }
            least.right = self.withoutLeast(node.right);
            least.left = node.left;
            return least.balanced();
        }
        return node.balanced();
    }

    fn withoutLeast(node) {
        if (node.left == null) {
            return node.right;
        }
        node.left = self.withoutLeast(node.left);
        return node.balanced();
    }

    // Calls a function with each key and value, in the order of the keys.
    fn walk(visit) {
        let above = [];
        let node = self.root;
        while (node != null || len(above) > 0) {
            while (node != null) {
                above.push(node);
                node = node.left;
            }
            node = above.pop();
            visit(node.key, node.value);
            node = node.right;
        }
    }
}

fn main(n) {
    let seed = 7;
    let random = fn(limit) {
        seed = seed * 16807 % 2147483647;
        return seed % limit;
    };
    let tree = Tree();
    let keys = [];
    for (let i = 0; i < n; i++) {
        let key = random(n * 10);
        keys.push(key);
        tree.set(key, i);
    }
    puts(tree.size);
    puts(tree.height());

    let found = 0;
    for (let i = 0; i < n; i++) {
        if (tree.get(i * 3) != null) {
            found++;
        }
    }
    puts(found);

    for (let i = 0; i < n; i += 2) {
        tree.remove(keys[i]);
    }
    puts(tree.size);
    puts(tree.height());

    let check = 0;
    let last = -1;
    tree.walk(fn(key, value) {
        if (key <= last) {
            throw "the keys are not in order";
        }
        last = key;
        check = (check * 31 + key + value) % 1000000007;
    });
    puts(check);
}

main(150)
// expect: 140
// expect: 9
// expect: 20
// expect: 67
// expect: 7
// expect: 489902307
