import type { DeterministicGraph } from "../../../experiment/document.ts";

/** The net of two ReLU units that computes XOR, with the weights of Goodfellow, Bengio & Courville 2016, section 6.1. */
export const xor: DeterministicGraph = {
  kind: "deterministic",
  name: "XOR",
  nodes: [
    { name: "x₁", inputs: [], operation: "input" },
    { name: "x₂", inputs: [], operation: "input" },
    { name: "b₂", inputs: [], operation: "-1" },
    { name: "w₂", inputs: [], operation: "-2" },
    { name: "z₁", inputs: ["x₁", "x₂"], operation: "+" },
    { name: "z₂", inputs: ["x₁", "x₂", "b₂"], operation: "+" },
    { name: "h₁", inputs: ["z₁"], operation: "relu" },
    { name: "h₂", inputs: ["z₂"], operation: "relu" },
    { name: "minus", inputs: ["h₂", "w₂"], operation: "*" },
    { name: "y", inputs: ["h₁", "minus"], operation: "+" },
  ],
};
