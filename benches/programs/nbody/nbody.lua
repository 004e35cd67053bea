-- The motion of the sun and four planets over 4000000 steps of 0.01 days,
-- symplectic Euler, one table a body. Prints minus the total energy before and
-- after, in units of 1e-9, rounded down.

local sqrt = math.sqrt

local PI = 3.141592653589793
local SOLAR_MASS = 4.0 * PI * PI
local YEAR = 365.24

local function body(x, y, z, vx, vy, vz, mass)
    return {
        x = x, y = y, z = z,
        vx = vx * YEAR, vy = vy * YEAR, vz = vz * YEAR,
        mass = mass * SOLAR_MASS,
    }
end

local function solarSystem()
    return {
        body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
            0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023,
            0.000954791938424326609),
        body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
            -0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929,
            0.000285885980666130812),
        body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
            0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556,
            0.0000436624404335156298),
        body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
            0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870,
            0.0000515138902046611451),
    }
end

-- Moves the frame of reference to the centre of mass.
local function settle(bodies)
    local px = 0.0
    local py = 0.0
    local pz = 0.0
    for _, b in ipairs(bodies) do
        px = px + b.vx * b.mass
        py = py + b.vy * b.mass
        pz = pz + b.vz * b.mass
    end
    local sun = bodies[1]
    sun.vx = 0.0 - px / SOLAR_MASS
    sun.vy = 0.0 - py / SOLAR_MASS
    sun.vz = 0.0 - pz / SOLAR_MASS
end

local function energy(bodies)
    local total = 0.0
    local n = #bodies
    for i = 1, n do
        local a = bodies[i]
        total = total + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for j = i + 1, n do
            local b = bodies[j]
            local dx = a.x - b.x
            local dy = a.y - b.y
            local dz = a.z - b.z
            total = total - a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
        end
    end
    return total
end

local function advance(bodies, n, dt)
    for i = 1, n do
        local a = bodies[i]
        for j = i + 1, n do
            local b = bodies[j]
            local dx = a.x - b.x
            local dy = a.y - b.y
            local dz = a.z - b.z
            local square = dx * dx + dy * dy + dz * dz
            local pull = dt / (square * sqrt(square))
            local am = a.mass * pull
            local bm = b.mass * pull
            a.vx = a.vx - dx * bm
            a.vy = a.vy - dy * bm
            a.vz = a.vz - dz * bm
            b.vx = b.vx + dx * am
            b.vy = b.vy + dy * am
            b.vz = b.vz + dz * am
        end
    end
    for i = 1, n do
        local a = bodies[i]
        a.x = a.x + dt * a.vx
        a.y = a.y + dt * a.vy
        a.z = a.z + dt * a.vz
    end
end

local function main(steps)
    local bodies = solarSystem()
    local n = #bodies
    settle(bodies)
    print(string.format("%d", math.floor(energy(bodies) * -1000000000.0)))
    for step = 1, steps do
        advance(bodies, n, 0.01)
    end
    print(string.format("%d", math.floor(energy(bodies) * -1000000000.0)))
end

main(4000000)
