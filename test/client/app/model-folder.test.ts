import { expect, test } from "vitest";
import { placedAt } from "../../../client/app/dropped.ts";
import { modelFilesOf } from "../../../client/app/lab/model-folder.ts";

const model = JSON.stringify({
  modelTopology: {},
  weightsManifest: [{ paths: ["./a.bin", "group1-shard2of2"], weights: [] }],
});
const at = (path: string, text = "x") => placedAt(path, new File([text], path.split("/").at(-1) ?? ""));

test("a model in a folder is taken with its weights alone, and from its own folder", async () => {
  const files = [
    at("net/metadata.json", "{}"),
    at("net/group1-shard2of2"),
    at("net/a.bin"),
    at("net/old/a.bin"),
    at("net/model.json", model),
    at("net/README.md"),
  ];
  const found = await modelFilesOf(files);
  expect(found).toEqual([files[4], files[1], files[2]]);
});

test("pictures are no model, whatever texts describe them", async () => {
  expect(await modelFilesOf([at("pets/cat/1.png"), at("pets/about.json", "{}")])).toBeNull();
  const described = Array.from({ length: 9 }, (_, i) => at(`pets/${i}.json`, "{}"));
  expect(await modelFilesOf([...described, at("pets/model.json", model)])).toBeNull();
});
