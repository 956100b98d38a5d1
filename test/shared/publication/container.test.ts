import fc from "fast-check";
import { expect, test } from "vitest";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { type ByteReader, bytesSource, streamSource, takeAll } from "../../../shared/publication/bytes.ts";
import { decodeContainer, encodeContainer, type Part, roleBytes } from "../../../shared/publication/container.ts";
import { thorough } from "../../thorough.ts";

const part = fc.record({
  role: fc.constantFrom("arrays" as const, "weights" as const, "data" as const),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 50 }).map((bytes) => new Uint8Array(bytes)),
});
/** Arrays and weights at most once. */
const parts = fc
  .array(part, { maxLength: 4 })
  .map((list: readonly Part[]) =>
    list.filter(({ role }, i) => role === "data" || list.findIndex((other) => other.role === role) === i),
  );

function reader(bytes: Uint8Array, cuts: readonly number[]): ByteReader {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let at = 0;
  return {
    async read() {
      const end = ends.shift();
      if (end === undefined) return { done: true };
      const value = bytes.subarray(at, end);
      at = end;
      return { done: false, value };
    },
  };
}

test("what is encoded is decoded, however the stream is cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), parts, fc.array(fc.nat(), { maxLength: 8 }), async (value, list, cuts) => {
      const header = { value: JSON.parse(JSON.stringify(value)) as unknown };
      const bytes = encodeContainer({ header, parts: list });
      const expected = { header, parts: list };
      expect(await decodeContainer(bytesSource(bytes))).toEqual(expected);
      expect(await decodeContainer(streamSource(reader(bytes, cuts)))).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

const MUTANTS = thorough ? 100_000 : 20_000;

test(`${MUTANTS} mutants: a container or an ExperimentError, nothing else`, async () => {
  const good = encodeContainer({
    header: { title: "x" },
    parts: [
      { role: "arrays", bytes: new Uint8Array(9) },
      { role: "data", bytes: new Uint8Array(5) },
    ],
  });
  let state = 12345;
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  for (let i = 0; i < MUTANTS; i++) {
    const mutant = good.slice(0, next(8) === 0 ? next(good.length + 1) : good.length);
    for (let changes = 1 + next(3); changes > 0 && mutant.length > 0; changes--)
      mutant[next(mutant.length)] = next(256);
    try {
      await decodeContainer(bytesSource(mutant));
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
    }
  }
});

test.each(Object.entries(roleBytes))(
  "%s beyond its cap is refused before its bytes are asked for",
  async (role, most) => {
    const bytes = encodeContainer({ header: {}, parts: [{ role: role as Part["role"], bytes: new Uint8Array(most) }] });
    expect((await decodeContainer(bytesSource(bytes))).parts[0].bytes).toHaveLength(most);
    const text = new TextDecoder().decode(bytes.subarray(0, 200)).replace(String(most), String(most + 1));
    let asked = 0;
    const source = bytesSource(new TextEncoder().encode(text));
    const counted = {
      ...source,
      take: (length: number) => {
        asked += length;
        return source.take(length);
      },
    };
    await expect(decodeContainer(counted)).rejects.toMatchObject({ code: "too-large", path: role });
    expect(asked).toBeLessThan(200);
  },
);

test("what follows the last part, and two parts where one may be, is refused", async () => {
  const bytes = encodeContainer({ header: {}, parts: [] });
  await expect(decodeContainer(bytesSource(new Uint8Array([...bytes, 0])))).rejects.toMatchObject({
    code: "too-large",
  });
  const one = { role: "arrays" as const, bytes: new Uint8Array(1) };
  const two = encodeContainer({ header: {}, parts: [one, one] });
  await expect(decodeContainer(bytesSource(two))).rejects.toMatchObject({ code: "repeated" });
});

test("reading everything stops at the cap", async () => {
  let read = 0;
  const endless: ByteReader = {
    async read() {
      read++;
      return { done: false, value: new Uint8Array(100) };
    },
  };
  await expect(takeAll(endless, 1000)).rejects.toMatchObject({ code: "too-large" });
  expect(read).toBe(11);
  expect(await takeAll(reader(new Uint8Array([1, 2, 3]), [1]), 3)).toEqual(new Uint8Array([1, 2, 3]));
});
