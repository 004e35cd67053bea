// A chain of equalities, changed at either end. See the benchmark `constraints`.
import "./lib/constraints.monkey" for chain;

puts(chain(12)); // expect: 2600
