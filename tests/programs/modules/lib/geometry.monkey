import "math"
import "./counter" as counting

let unit = "cm"
let calls = 0
const two = 2
let _scale = 10
fn area(r) {
    calls += 1
    math.pi * r ** two
}
fn describe(r) { `${area(r)} ${unit}` }
fn scaled(x) { x * _scale }
fn setUnit(to) { unit = to }
fn count() { counting.next() }
