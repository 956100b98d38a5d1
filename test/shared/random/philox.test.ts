import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillWords, foldIn, keyOfSeed, philox, split, word } from "../../../shared/random/index.ts";
import { mathModule } from "../math/module.ts";

const { call, words } = mathModule();

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
const keys = fc.tuple(uint32, uint32);

/** The definition, in BigInt. */
function oracle(counter: readonly number[], key: readonly number[]): number[] {
  const mask = 0xffffffffn;
  let [c0, c1, c2, c3] = counter.map(BigInt);
  let [k0, k1] = key.map(BigInt);
  for (let round = 0; round < 10; round++) {
    const p0 = 0xd2511f53n * c0;
    const p1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & mask, (p0 >> 32n) ^ c3 ^ k1, p0 & mask];
    k0 = (k0 + 0x9e3779b9n) & mask;
    k1 = (k1 + 0xbb67ae85n) & mask;
  }
  return [c0, c1, c2, c3].map(Number);
}

describe("philox4x32-10", () => {
  const ones = 0xffffffff;

  // kat_vectors of Random123 1.14
  test.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [ones, ones, ones, ones],
      [ones, ones],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])("known answers %#", (counter, key, expected) => {
    const [c0, c1, c2, c3] = counter;
    expect(philox([c0, c1, c2, c3], [key[0], key[1]])).toEqual(expected);
    const out = call.alloc(16);
    call.philox(out, c0, c1, c2, c3, key[0], key[1]);
    expect([...words(out, 4)]).toEqual(expected);
  });

  test("agrees with its definition", () => {
    fc.assert(
      fc.property(fc.tuple(uint32, uint32, uint32, uint32), keys, (counter, key) => {
        expect(philox(counter, key)).toEqual(oracle(counter, key));
      }),
    );
  });

  test("fold takes its counters from a range of its own, split is fold", () => {
    const key = [12, 34] as const;
    expect(foldIn(key, 5, 6, 7)).toEqual(oracle([5, 6, 7, 0x464f4c44], key).slice(0, 2));
    expect(split(key, 3)).toEqual([foldIn(key, 0), foldIn(key, 1), foldIn(key, 2)]);
    const out = call.alloc(16);
    call.fold(out, 12, 34, 5, 6, 7);
    expect([...words(out, 2)]).toEqual(foldIn(key, 5, 6, 7));
  });

  test("a seed of up to 53 bits becomes a key", () => {
    expect(keyOfSeed(2 ** 53 - 1)).toEqual([0xffffffff, 0x1fffff]);
    expect(keyOfSeed(7)).toEqual([7, 0]);
  });

  test("the stream is addressed by index, whatever the filling, across the carry of the counter", () => {
    const starts = fc.oneof(
      fc.nat(1000),
      fc.nat(200).map((i) => 2 ** 34 - 100 + i),
      fc.nat(100).map((i) => 2 ** 50 - 200 + i),
    );
    const out = call.alloc(4 * 100);
    fc.assert(
      fc.property(keys, starts, fc.nat(100), (key, start, count) => {
        const expected = Array.from({ length: count }, (_, i) => {
          const block = Math.floor((start + i) / 4);
          return oracle([block % 2 ** 32, Math.floor(block / 2 ** 32), 0, 0], key)[(start + i) % 4];
        });
        const filled = new Uint32Array(count);
        fillWords(key, start, filled);
        expect([...filled]).toEqual(expected);
        if (count > 0) expect(word(key, start + count - 1)).toBe(expected[count - 1]);
        call.fillWords(out, count, key[0], key[1], start);
        expect([...words(out, count)]).toEqual(expected);
      }),
    );
  });
});
