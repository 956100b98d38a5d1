import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { joinSounds, resampled } from "../../../shared/data/readers/wav/sounds.ts";
import { decodeWav, encodeWav } from "../../../shared/data/readers/wav/wav.ts";
import { readFiles } from "../../own-files.ts";
import { failure, text } from "./files.ts";

type Chunk = readonly [id: string, bytes: Uint8Array];

const bytesOf = (count: number, fill: (view: DataView) => void) => {
  const bytes = new Uint8Array(count);
  fill(new DataView(bytes.buffer));
  return bytes;
};

function riff(...chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const parts = chunks.flatMap(([id, bytes]) => [
    text(id),
    bytesOf(4, (view) => view.setUint32(0, bytes.length, true)),
    bytes,
    new Uint8Array(bytes.length % 2),
  ]);
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  const all = [text("RIFF"), bytesOf(4, (view) => view.setUint32(0, length, true)), text("WAVE"), ...parts];
  return Uint8Array.from(all.flatMap((part) => [...part]));
}

function fmt(code: number, channels: number, bits: number, rate = 8000, extensible = false): Chunk {
  const bytes = bytesOf(extensible ? 40 : 16, (view) => {
    view.setUint16(0, extensible ? 0xfffe : code, true);
    view.setUint16(2, channels, true);
    view.setUint32(4, rate, true);
    view.setUint32(8, (rate * channels * bits) / 8, true);
    view.setUint16(12, (channels * bits) / 8, true);
    view.setUint16(14, bits, true);
    if (!extensible) return;
    view.setUint16(16, 22, true);
    view.setUint16(18, bits, true);
    view.setUint16(24, code, true);
    for (const [i, byte] of [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71].entries())
      view.setUint8(26 + i, byte);
  });
  return ["fmt ", bytes];
}

const list: Chunk = ["LIST", text("INFOISFT odd")];
const data16 = (values: readonly number[]): Chunk => [
  "data",
  bytesOf(2 * values.length, (view) => {
    for (const [i, value] of values.entries()) view.setInt16(2 * i, value, true);
  }),
];

describe("decoding", () => {
  test.each<[string, number, number, (view: DataView) => void, readonly number[]]>([
    ["8 bits, unsigned", 1, 8, (v) => v.setUint32(0, 0xff800040, true), [-0.5, -1, 0, 127 / 128]],
    [
      "16 bits",
      1,
      16,
      (v) => [0, -32768, 32767, 1].map((x, i) => v.setInt16(2 * i, x, true)),
      [0, -1, 32767 / 32768, 2 ** -15],
    ],
    [
      "24 bits",
      1,
      24,
      (v) => [0, 0, 0, 0, 0, 0x80, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff].map((x, i) => v.setUint8(i, x)),
      [0, -1, 1 - 2 ** -23, -(2 ** -23)],
    ],
    [
      "32 bits",
      1,
      32,
      (v) => [-(2 ** 31), 2 ** 31 - 1, 1, 0].map((x, i) => v.setInt32(4 * i, x, true)),
      [-1, 1 - 2 ** -31, 2 ** -31, 0],
    ],
    [
      "float32",
      3,
      32,
      (v) => [0.5, -2, 1e-20, 0].map((x, i) => v.setFloat32(4 * i, x, true)),
      [0.5, -2, Math.fround(1e-20), 0],
    ],
    ["float64", 3, 64, (v) => [0.1, -1 / 3, 0, 1].map((x, i) => v.setFloat64(8 * i, x, true)), [0.1, -1 / 3, 0, 1]],
  ])("%s, plain and extensible, mono and stereo", (_, code, bits, fill, expected) => {
    const data: Chunk = ["data", bytesOf((4 * bits) / 8, fill)];
    for (const channels of [1, 2])
      for (const extensible of [false, true]) {
        const sound = decodeWav(riff(fmt(code, channels, bits, 44_100, extensible), data), "x");
        expect(sound).toEqual({ rate: 44_100, channels, values: sound.values });
        expect([...sound.values]).toEqual(expected);
      }
  });

  test("chunks in any order, with odd ones between", () => {
    const plain = decodeWav(riff(fmt(1, 1, 16), data16([1, 2, 3])), "x");
    expect(decodeWav(riff(list, data16([1, 2, 3]), ["odd ", text("abc")], fmt(1, 1, 16), list), "x")).toEqual(plain);
  });

  const levels = (bytes: Uint8Array) => [...decodeWav(bytes, "x").values].map((x) => x * 32768);

  test.each([0, 0x7ffff000, 0x80000000, 0xffffffdb, 0xffffffff])(
    "a data size of %d, as a program writes it into a pipe, reaches to the end; part of a frame is left out",
    (size) => {
      const bytes = riff(fmt(1, 1, 16), data16([100, 200, -300]));
      new DataView(bytes.buffer).setUint32(40, size, true);
      expect(levels(bytes)).toEqual([100, 200, -300]);
      expect(levels(bytes.subarray(0, -1))).toEqual([100, 200]);
    },
  );

  test("part of a frame at the end is left out, whether the length counts it or the file was cut there", () => {
    const stereo = riff(fmt(1, 2, 16), data16([1, 2, 3, 4]));
    expect(levels(riff(fmt(1, 2, 16), data16([1, 2, 3])))).toEqual([1, 2]);
    for (const missing of [1, 2, 3]) expect(levels(stereo.subarray(0, -missing))).toEqual([1, 2]);
  });

  test("RF64: the length of the data is in ds64", () => {
    const ds64: Chunk = [
      "ds64",
      bytesOf(28, (view) => {
        view.setBigUint64(0, 999n, true);
        view.setBigUint64(8, 6n, true);
        view.setBigUint64(16, 3n, true);
      }),
    ];
    const bytes = riff(ds64, fmt(1, 1, 16), data16([7, -8, 9]), list);
    bytes.set(text("RF64"));
    new DataView(bytes.buffer).setUint32(4, 0xffffffff, true);
    new DataView(bytes.buffer).setUint32(76, 0xffffffff, true);
    expect(String.fromCharCode(...bytes.subarray(72, 76))).toBe("data");
    expect(levels(bytes)).toEqual([7, -8, 9]);
    // Without ds64 the length is unknown, and what follows the sound is taken for it.
    bytes.set(text("JUNK"), 12);
    expect(levels(bytes).slice(0, 3)).toEqual([7, -8, 9]);
  });

  test.each([8, 16, 24, 32])("RIFX: %d bits, most significant byte first", (bits) => {
    const size = bits / 8;
    const head = bytesOf(16, (view) => {
      for (const [at, value] of [1, 1].entries()) view.setUint16(2 * at, value);
      view.setUint32(4, 8000);
      view.setUint16(12, size);
      view.setUint16(14, bits);
    });
    // −1/2 and 1/4 of full scale; eight bits are unsigned.
    const data = bytesOf(2 * size, (view) => {
      view.setUint8(0, bits === 8 ? 0x40 : 0xc0);
      view.setUint8(size, bits === 8 ? 0xa0 : 0x20);
    });
    const word = (n: number) => bytesOf(4, (view) => view.setUint32(0, n));
    const parts = [text("RIFX"), word(0), text("WAVEfmt "), word(16), head, text("data"), word(data.length), data];
    const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
    expect(decodeWav(bytes, "x")).toMatchObject({ rate: 8000, channels: 1 });
    expect([...decodeWav(bytes, "x").values]).toEqual([-0.5, 0.25]);
  });

  test.each<[string, number, number, boolean]>([
    ["20 bits in 24", 20, 3, false],
    ["24 bits in 32", 24, 4, false],
    ["20 valid bits in 24, extensible", 20, 3, true],
    ["24 valid bits in 32, extensible", 24, 4, true],
    ["12 bits in 16", 12, 2, false],
  ])("%s: the bits are at the top", (_, bits, size, extensible) => {
    const [id, head] = fmt(1, 1, 8 * size, 8000, extensible);
    const view = new DataView(head.buffer);
    view.setUint16(extensible ? 18 : 14, bits, true);
    const data = bytesOf(2 * size, (out) => {
      out.setUint8(size - 1, 0x40);
      out.setUint8(size, bits % 8 ? 0xf0 : 0);
      out.setUint8(2 * size - 1, 0x80);
    });
    const least = (bits % 8 ? 0xf0 : 0) / 2 ** (8 * size - 1);
    expect([...decodeWav(riff([id, head], ["data", data]), "x").values]).toEqual([0.5, -1 + least]);
  });

  test("a chunk of odd length without its padding", () => {
    const [before, after] = [riff(["odd ", text("abc")]), riff(fmt(1, 1, 16), data16([5, 6]), list)];
    expect(levels(Uint8Array.of(...before.subarray(0, -1), ...after.subarray(12)))).toEqual([5, 6]);
  });

  test("is known by content, whatever its name, and becomes a table of channels", async () => {
    const content = await decodeFile({ name: "voice.txt", bytes: riff(fmt(1, 2, 16), data16([1, 2, 3, 4])) });
    expect(content).toMatchObject({ kind: "table", format: "wav", shape: [2, 2] });
    expect(content).toMatchObject({ table: { rows: 2, columns: 2, rate: 8000, names: ["ch1", "ch2"] } });
  });

  test("any sound comes back from what is written, to half a step of 16 bits and exactly in float32", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1000, max: 192_000 }),
        fc.array(fc.float({ min: -1, max: Math.fround(0.99996), noNaN: true }), { minLength: 1, maxLength: 60 }),
        (channels, rate, some) => {
          const values = Float32Array.from({ length: channels * some.length }, (_, i) => some[i % some.length]);
          const exact = decodeWav(encodeWav({ rate, channels, values }, "float32"), "x");
          expect(exact).toEqual({ rate, channels, values });
          const coarse = decodeWav(encodeWav({ rate, channels, values }), "x");
          for (const [i, value] of coarse.values.entries())
            expect(Math.abs(value - values[i])).toBeLessThanOrEqual(0.5 / 32768 + 1e-9);
        },
      ),
    );
  });

  test("whatever the bytes, it gives finite sound or says what is wrong with the file", () => {
    const start = [...riff(fmt(1, 2, 16), list, data16([5, 6, 7, 8]))];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(start.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
        fc.nat(start.length),
        (changes, length) => {
          const bytes = Uint8Array.from(start);
          for (const [at, value] of changes) bytes[at] = value;
          let outcome: unknown;
          try {
            outcome = decodeWav(bytes.subarray(0, length), "x.wav");
          } catch (error) {
            expect((error as Error).name).toBe("ExperimentError");
            expect((error as Error).message).toMatch(/^x\.wav /);
            return;
          }
          const { values, channels } = outcome as ReturnType<typeof decodeWav>;
          expect(values.length % channels).toBe(0);
          expect(values.every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("refuses", () => {
  const good = riff(fmt(1, 1, 16), data16([1, 2, 3]));
  test.each<[string, Uint8Array<ArrayBuffer>, string, RegExp]>([
    ["a file that is cut off", good.subarray(0, good.length - 2), "truncated", /48 bytes \(must be 50/],
    ["no data", riff(fmt(1, 1, 16)), "not-wav", /no "data"/],
    ["no format", riff(data16([1])), "not-wav", /no "fmt "/],
    ["less than a frame", riff(fmt(1, 2, 16), data16([1])), "empty", /0 frames/],
    ["nothing in it", riff(fmt(1, 1, 16), data16([])), "empty", /0 frames/],
    ["a compressed one", riff(fmt(85, 1, 16), data16([1])), "not-wav", /MP3 \(save it as PCM/],
    ["an unknown code", riff(fmt(999, 1, 16), data16([1])), "not-wav", /format 999/],
    ["40 bits", riff(fmt(1, 1, 40), data16([1])), "not-wav", /40 bits per sample \(must be 1 to 32/],
    ["floats of 16 bits", riff(fmt(3, 1, 16), data16([1])), "not-wav", /16 bits per sample \(must be 32 or 64/],
    ["no channel", riff(fmt(1, 0, 16), data16([1])), "not-wav", /0 channels \(must be 1 to 16/],
    ["a rate of 7 Hz", riff(fmt(1, 1, 16, 7), data16([1])), "not-wav", /7 Hz \(must be 1000 to 192000/],
    [
      "five minutes",
      riff(fmt(1, 1, 8, 1000), ["data", new Uint8Array(300_000)]),
      "too-long-sound",
      /300 s \(must be at most 120/,
    ],
    [
      "a value that is not finite",
      riff(fmt(3, 2, 32), ["data", bytesOf(16, (view) => view.setFloat32(12, Number.NaN, true))]),
      "infinite-value",
      /row 2, column 2/,
    ],
  ])("%s", async (_, bytes, code, message) => {
    const error = await failure(() => decodeWav(bytes, "a.wav"));
    expect([error.code, error.path]).toEqual([code, "a.wav"]);
    expect(error.message).toMatch(message);
  });
});

describe("several files", () => {
  const sine = (rate: number, hertz: number, seconds: number) =>
    Float32Array.from({ length: rate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / rate));
  const file = (name: string, rate: number, values: Float32Array) => ({
    name,
    bytes: encodeWav({ rate, channels: 1, values }, "float32"),
  });

  test("are channels of one table in the order of their names, cut to the shortest", async () => {
    const b = file("b.wav", 8000, Float32Array.of(1, 2, 3, 4));
    const a = file("a.wav", 8000, Float32Array.of(5, 6, 7));
    for (const files of [
      [a, b],
      [b, a],
    ]) {
      const { table, data } = await readFiles(files);
      expect(table).toEqual({
        rows: 3,
        columns: 2,
        rate: 8000,
        names: ["a", "b"],
        values: Float32Array.of(5, 1, 6, 2, 7, 3),
      });
      expect(data.files.map(({ name }) => name)).toEqual(["a.wav", "b.wav"]);
    }
  });

  test("of other rates come to the lowest: a tone below half of it stays, one above it goes", () => {
    const at = (rate: number, values: Float32Array) => ({ rows: values.length, columns: 1, values, rate });
    const low = resampled(at(44_100, sine(44_100, 440, 0.2)), 8000);
    const wanted = sine(8000, 440, 0.2);
    for (let i = 100; i < 1500; i++) expect(Math.abs(low.values[i] - wanted[i])).toBeLessThan(1e-3);
    const gone = resampled(at(44_100, sine(44_100, 6000, 0.2)), 8000);
    for (let i = 100; i < 1500; i++) expect(Math.abs(gone.values[i])).toBeLessThan(2e-3);
    const joined = joinSounds([at(44_100, sine(44_100, 440, 0.2)), at(8000, wanted)], ["x.wav", "y.wav"]);
    expect([joined.rows, joined.columns, joined.rate]).toEqual([1600, 2, 8000]);
  });
});
