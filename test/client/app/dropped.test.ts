import { expect, test } from "vitest";
import { droppedFiles, isBelowFolder, pathOf } from "../../../client/app/dropped.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { failure } from "../../shared/data/files.ts";

type Tree = { readonly [name: string]: Tree | null };

/** An entry as browsers give them: a reader of a folder gives at most a hundred at a time. */
function entryOf(name: string, below: Tree | null, parent = ""): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  const children = Object.entries(below ?? {}).map(([one, tree]) => entryOf(one, tree, fullPath));
  const entry = {
    name,
    fullPath,
    isFile: below === null,
    isDirectory: below !== null,
    file: (take: (file: File) => void) => take(new File(["x"], name)),
    createReader: () => {
      const left = [...children];
      return { readEntries: (take: (some: FileSystemEntry[]) => void) => take(left.splice(0, 100)) };
    },
  };
  return entry as unknown as FileSystemEntry;
}

function transferOf(trees: Tree): DataTransfer {
  const items = Object.entries(trees).map(([name, tree]) => ({ webkitGetAsEntry: () => entryOf(name, tree) }));
  return { items, files: Object.keys(trees).map((name) => new File([""], name)) } as unknown as DataTransfer;
}

const many = (n: number): Tree => Object.fromEntries(Array.from({ length: n }, (_, i) => [`${i}.png`, null]));

test("files alone are taken as they are", async () => {
  const files = await droppedFiles(transferOf({ "a.csv": null, "b.csv": null }));
  expect(files.map(pathOf)).toEqual(["a.csv", "b.csv"]);
  expect(files.some(isBelowFolder)).toBe(false);
  expect(await droppedFiles(null)).toEqual([]);
});

test("folders are walked through, however many files they hold, and each file knows where it lay", async () => {
  const files = await droppedFiles(
    transferOf({ pets: { cat: many(250), dog: { old: { "1.jpg": null } } }, "x.png": null }),
  );
  expect(files.length).toBe(252);
  const paths = files.map(pathOf);
  expect([paths[0], paths[249], paths[250], paths[251]]).toEqual([
    "pets/cat/0.png",
    "pets/cat/249.png",
    "pets/dog/old/1.jpg",
    "x.png",
  ]);
  expect(files.map(isBelowFolder).filter(Boolean).length).toBe(251);
});

test("a folder of far too many files is refused before all are listed", async () => {
  const error = await failure(() => droppedFiles(transferOf({ all: many(2 * limits.folder.pictures + 1) })));
  expect(error).toMatchObject({ code: "too-many-pictures", values: { max: limits.folder.pictures } });
});

test("a chosen folder says itself where its files lay", () => {
  const file = new File([""], "1.png");
  Object.defineProperty(file, "webkitRelativePath", { value: "pets/cat/1.png" });
  expect(pathOf(file)).toBe("pets/cat/1.png");
});
