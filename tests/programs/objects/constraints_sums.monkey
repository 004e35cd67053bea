// A tree of sums, whose leaves change. See the benchmark `constraints`.
import "./lib/constraints.monkey" for sums;

puts(sums(16)); // expect: 2820
