import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readData } from "../../../client/terminal/source.ts";
import { type FolderFile, howPacked, packFolder, planFolder } from "../../../shared/data/folder.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { namesBehind } from "../../../shared/data/readers/idx/write.ts";
import { squared, withChannels } from "../../../shared/data/resize.ts";
import { readFiles } from "../../own-files.ts";
import { failure, idx, text } from "./files.ts";
import { plainPng } from "./plain-png.ts";

const grey = (width: number, height: number, values: readonly number[]) =>
  ({ width, height, channels: 1, values: Uint8Array.from(values) }) as const;
/** A grey picture of one value, and a coloured one. */
const flat = (size: number, value: number) => plainPng(size, size, new Array(size * size).fill(value));
const coloured = (size: number, rgb: readonly number[]) =>
  plainPng(size, size, new Array(size * size).fill(rgb).flat());
const file = (path: string, bytes: Uint8Array<ArrayBuffer>): FolderFile => ({ path, bytes: async () => bytes });

const pets = [
  file("pets/dog/b.png", coloured(9, [200, 100, 50])),
  file("pets/cat/1.png", flat(8, 10)),
  file("pets/dog/a.PNG", flat(20, 30)),
  file("pets/cat/2.png", flat(11, 40)),
  file("pets/notes.txt", text("a,b\n1,2\n")),
  file("pets/cat/.hidden.png", flat(8, 0)),
];
const how = { side: 8, colour: "auto" } as const;

describe("squares", () => {
  test("of the same size stay; the middle is cut out of longer ones, an odd rest at right and bottom", () => {
    const four = Array.from({ length: 16 }, (_, i) => i);
    expect([...squared(grey(4, 4, four), 4).values]).toEqual(four);
    expect([...squared(grey(5, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 2).values]).toEqual([2, 3, 7, 8]);
    expect([...squared(grey(1, 4, [1, 2, 3, 4]), 1).values]).toEqual([2]);
  });

  test("take the mean of what a pixel covers, by hand", () => {
    // Halves up: 2.5 becomes 3.
    expect([...squared(grey(2, 2, [1, 2, 3, 4]), 1).values]).toEqual([3]);
    // Three to two: pixels cover 3/2, so that the weights are 4, 2, 2, 1 of 9.
    const nine = [0, 90, 180, 9, 99, 189, 18, 108, 198];
    const corner = (4 * 0 + 2 * 90 + 2 * 9 + 99) / 9;
    expect(squared(grey(3, 3, nine), 2).values[0]).toBe(Math.floor(corner + 0.5));
    expect([...squared(grey(1, 1, [77]), 3).values]).toEqual(new Array(9).fill(77));
  });

  test("equal a mean by brute force over a grid that divides both sizes; no mean leaves the range", () => {
    const picture = fc
      .record({ from: fc.integer({ min: 1, max: 7 }), side: fc.integer({ min: 1, max: 7 }) })
      .chain(({ from, side }) =>
        fc.record({
          from: fc.constant(from),
          side: fc.constant(side),
          values: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: from * from, maxLength: from * from }),
        }),
      );
    fc.assert(
      fc.property(picture, ({ from, side, values }) => {
        const found = squared(grey(from, from, values), side).values;
        for (let y = 0; y < side; y++)
          for (let x = 0; x < side; x++) {
            // The piece in from × from points of the common grid of side·from.
            let sum = 0;
            for (let v = y * from; v < (y + 1) * from; v++)
              for (let u = x * from; u < (x + 1) * from; u++)
                sum += values[Math.floor(v / side) * from + Math.floor(u / side)];
            expect(found[y * side + x]).toBe(Math.floor(sum / (from * from) + 0.5));
          }
      }),
    );
  });

  test("colour becomes grey by brightness, and grey three equal channels", () => {
    const one = { width: 1, height: 2, channels: 3, values: Uint8Array.of(255, 0, 0, 0, 255, 10) } as const;
    expect([...withChannels(one, 1).values]).toEqual([76, Math.floor(0.587 * 255 + 1.14 + 0.5)]);
    expect([...withChannels(grey(1, 2, [5, 9]), 3).values]).toEqual([5, 5, 5, 9, 9, 9]);
    expect(withChannels(one, 3)).toBe(one);
  });
});

describe("a folder of pictures", () => {
  test("has a class for each folder, in the order of names", () => {
    const plan = planFolder(pets);
    expect(plan.classes.map(({ name, files }) => [name, ...files.map(({ path }) => path)])).toEqual([
      ["cat", "pets/cat/1.png", "pets/cat/2.png"],
      ["dog", "pets/dog/a.PNG", "pets/dog/b.png"],
    ]);
    expect([plan.pictures, plan.others]).toEqual([4, 1]);
  });

  test("becomes a table with labels and the names of its classes, whatever the order of the files", async () => {
    const done: string[] = [];
    const packed = await packFolder(pets, how, (k, of) => done.push(`${k}/${of}`));
    expect(done).toEqual(["1/4", "2/4", "3/4", "4/4"]);
    const { table, data } = await readFiles(packed);
    expect([table.rows, table.columns, table.classes]).toEqual([4, 8 * 8 * 3, ["cat", "dog"]]);
    expect(table.image).toEqual({ width: 8, height: 8, channels: 3 });
    expect([...(table.labels ?? [])]).toEqual([0, 0, 1, 1]);
    expect([0, 1, 2, 3].map((n) => [...table.values.subarray(n * 192, n * 192 + 3)])).toEqual([
      [10, 10, 10],
      [40, 40, 40],
      [30, 30, 30],
      [200, 100, 50],
    ]);
    const again = await packFolder(pets.toReversed(), how);
    expect(again).toEqual(packed);
    expect((await readFiles([...packed].reverse())).data).toEqual(data);
    // Whoever has the experiment and the folder makes the same files again.
    expect(howPacked(data)).toEqual(how);
    expect(howPacked(null)).toEqual({ side: 32, colour: "auto" });
  });

  test("is grey where it is asked for, or all pictures are", async () => {
    const { table, data } = await readFiles(await packFolder(pets, { ...how, colour: "grey" }));
    expect(table.image?.channels).toBe(1);
    expect(table.values[3 * 64]).toBe(Math.floor(0.299 * 200 + 58.7 + 5.7 + 0.5));
    expect(howPacked(data)).toEqual({ side: 8, colour: "grey" });
    const greys = pets
      .filter(({ path }) => !path.endsWith("b.png"))
      .concat(file("x/dog/c.png", coloured(9, [7, 7, 7])));
    expect((await readFiles(await packFolder(greys, how))).table.image?.channels).toBe(1);
  });

  test.each<[string, readonly FolderFile[], string, RegExp]>([
    ["no pictures", [file("a/x.csv", text("1,2"))], "folder-without-pictures", /must be PNG or JPEG/],
    [
      "one folder",
      [file("a/1.png", flat(8, 0)), file("a/2.png", flat(8, 0))],
      "one-folder",
      /all 2 pictures lie in a \(/,
    ],
    ["a lone picture", [...pets, file("pets/cow/1.png", flat(8, 0))], "lone-picture", /class cow has one picture/],
    ["a picture in no folder", [...pets, file("1.png", flat(8, 0))], "picture-in-no-folder", /1.png lies in no folder/],
    ["too many classes", many(101, 2), "too-many-folders", /101 classes \(must be at most 100/],
    ["too many pictures", many(2, 5001), "too-many-pictures", /10002 pictures \(must be at most 10000/],
  ])("is refused with %s", async (_, files, code, message) => {
    const error = await failure(() => packFolder(files, how));
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)]);
  });

  test("names the picture that cannot be read", async () => {
    const broken = await failure(() => packFolder([...pets, file("pets/cat/x.jpg", text("no picture"))], how));
    expect([broken.path, broken.code]).toEqual(["pets/cat/x.jpg", "not-a-picture"]);
    const cut = await failure(() => packFolder([...pets, file("pets/cat/y.png", flat(9, 1).slice(0, 40))], how));
    expect(cut.path).toBe("pets/cat/y.png");
    expect((await failure(() => packFolder(pets, { ...how, side: 7 }))).message).toMatch(/invalid side: 7 /);
  });
});

function many(classes: number, each: number): readonly FolderFile[] {
  return Array.from({ length: classes * each }, (_, i) => file(`c${i % classes}/${i}.png`, new Uint8Array(0)));
}

describe("names behind labels", () => {
  const withNames = (labels: readonly number[], behind: string) =>
    Uint8Array.from([...idx("u1", [labels.length], labels), ...text(behind)]);

  test("become the classes; labels without them are numbers as before", async () => {
    const content = await decodeFile({ name: "l", bytes: withNames([1, 0, 1], '{"classes":["no","sí"]}') });
    expect(content).toMatchObject({ kind: "labels", shape: [3], classes: [0, 1], names: ["no", "sí"] });
    const images = idx(
      "u1",
      [3, 2, 2],
      Array.from({ length: 12 }, (_, i) => 20 * i),
    );
    const { table } = await readFiles([
      { name: "i", bytes: images },
      { name: "l", bytes: withNames([1, 0, 1], '{"classes":["no","sí"]}') },
    ]);
    expect([table.classes, [...(table.labels ?? [])]]).toEqual([
      ["no", "sí"],
      [1, 0, 1],
    ]);
  });

  test.each([
    ["other bytes", "x", "surplus-bytes"],
    ["no names", '{"classes":[]}', "surplus-bytes"],
    ["one name twice", '{"classes":["a","a"]}', "surplus-bytes"],
    ["names that are no texts", '{"classes":[1,2]}', "surplus-bytes"],
    ["a label without a name", '{"classes":["a"]}', "label-without-name"],
  ])("%s are refused", async (_, behind, code) => {
    expect((await failure(() => decodeFile({ name: "l", bytes: withNames([1, 0], behind) }))).code).toBe(code);
  });

  test("nothing else is taken for them", () => {
    expect(namesBehind(new Uint8Array(0))).toBeUndefined();
    expect(namesBehind(text("null"))).toBeUndefined();
  });
});

describe("the terminal", () => {
  const folder = mkdtempSync(join(tmpdir(), "latente-folder-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("packs a folder that is given as data, as the page does", async () => {
    for (const { path, bytes } of pets) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), await bytes());
    }
    const files = await readData([join(folder, "pets")], how, []);
    const packed = await packFolder(pets, how);
    expect(files.map(({ name, bytes }) => ({ name, bytes }))).toEqual(packed);
    const two = await readData([join(folder, "pets/cat"), join(folder, "pets/dog")], how, []);
    expect(two).toEqual(files);
  });
});
