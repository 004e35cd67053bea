// Projections that share their scale and offset. See the benchmark `constraints`.
import "./lib/constraints.monkey" for projection;

puts(projection(12)); // expect: 38975
