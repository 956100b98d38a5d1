/** By bits: on some devices comparisons with NaN say what they like, and min, max and clamp drop it. */
export const finite = {
  isNaN: {
    code: `fn isNaN(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }`,
  },
  isFinite: {
    code: `fn isFinite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }`,
  },
  /** The larger and the smaller, the first where both are equal; NaN where one is. */
  extremes: {
    uses: ["isNaN"],
    code: `
fn larger(a: f32, b: f32) -> f32 { if (isNaN(a)) { return a; } if (isNaN(b)) { return b; } return select(b, a, a >= b); }
fn smaller(a: f32, b: f32) -> f32 { if (isNaN(a)) { return a; } if (isNaN(b)) { return b; } return select(b, a, a <= b); }`,
  },
} as const;
