/**
 * Philox4x32-10 and the draws of shared/random in WGSL, which multiplies 32-bit integers to 32 bits only: by halves of 16 bits. Integers wrap as specified
 * on every device; normals have the CPU's bits where + − × ÷ √ are rounded one by one. Indexes have 64 bits, the low half first.
 */
import { literal } from "../literal.ts";

export const random = {
  philox: {
    code: `
fn multiplyHigh(a: u32, b: u32) -> u32 {
  let ah = a >> 16u;
  let al = a & 0xffffu;
  let bh = b >> 16u;
  let bl = b & 0xffffu;
  let middle = ah * bl + ((al * bl) >> 16u);
  let low = (middle & 0xffffu) + al * bh;
  return ah * bh + (middle >> 16u) + (low >> 16u);
}
fn philox(counter: vec4u, key: vec2u) -> vec4u {
  var c = counter;
  var k = key;
  for (var i = 0; i < 10; i++) {
    let h0 = multiplyHigh(0xd2511f53u, c.x);
    let h1 = multiplyHigh(0xcd9e8d57u, c.z);
    c = vec4u(h1 ^ c.y ^ k.x, 0xcd9e8d57u * c.z, h0 ^ c.w ^ k.y, 0xd2511f53u * c.x);
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}`,
  },
  foldIn: {
    uses: ["philox"],
    code: "fn foldIn(key: vec2u, a: u32, b: u32, c: u32) -> vec2u { return philox(vec4u(a, b, c, 0x464f4c44u), key).xy; }",
  },
  /** The four words of the stream among which that of an index is, number index & 3. */
  wordsAt: {
    uses: ["philox"],
    code: `
fn indexAfter(start: vec2u, i: u32) -> vec2u {
  let low = start.x + i;
  return vec2u(low, start.y + select(0u, 1u, low < i));
}
fn wordsAt(key: vec2u, index: vec2u) -> vec4u {
  return philox(vec4u((index.x >> 2u) | (index.y << 30u), index.y >> 2u, 0u, 0u), key);
}`,
  },
  /** A multiple of 2^−24, below 1. */
  uniform32: {
    uses: ["wordsAt"],
    code: `
fn uniformOfWord(word: u32) -> f32 { return f32(word >> 8u) * ${literal(2 ** -24)}; }
fn uniform32(key: vec2u, index: vec2u) -> f32 { return uniformOfWord(wordsAt(key, index)[index.x & 3u]); }`,
  },
  /** Box and Muller: of two words two numbers, the cosine at the even index. */
  normal32: {
    uses: ["uniform32", "logf", "turned"],
    code: `
fn normalOfWords(a: u32, b: u32, index: u32) -> f32 {
  let r = sqrt(-2f * logf(1f - uniformOfWord(a)));
  return r * turned(uniformOfWord(b), i32(1u - (index & 1u)));
}
fn normal32(key: vec2u, index: vec2u) -> f32 {
  let words = wordsAt(key, index);
  let pair = index.x & 2u;
  return normalOfWords(words[pair], words[pair + 1u], index.x);
}`,
  },
} as const;
