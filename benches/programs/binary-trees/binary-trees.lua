-- Allocation: builds and counts many short-lived complete binary trees while a
-- large one stays alive. Prints, per depth, how many trees were built and their
-- nodes in all, then the nodes of the large one.

local function build(depth)
    if depth == 0 then
        return {false, false}
    end
    return {build(depth - 1), build(depth - 1)}
end

local function count(tree)
    if tree[1] == false then
        return 1
    end
    return 1 + count(tree[1]) + count(tree[2])
end

local function main(depth)
    local kept = build(depth)
    local trees = 1
    for i = 1, depth do
        trees = trees * 2
    end
    for d = 4, depth, 4 do
        local nodes = 0
        for i = 1, trees do
            nodes = nodes + count(build(d))
        end
        print(string.format("%d", trees))
        print(string.format("%d", nodes))
        trees = trees / 16
    end
    print(string.format("%d", count(kept)))
end

main(16)
