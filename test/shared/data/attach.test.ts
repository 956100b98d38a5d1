import { describe, expect, test } from "vitest";
import { attachFiles } from "../../../shared/data/attach.ts";
import { type HashedFile, hashFile, type UserFile } from "../../../shared/data/hashed-file.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { encodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import type { FileRef } from "../../../shared/experiment/experiment.ts";
import { autoencoder } from "../../../shared/labs/autoencoders/autoencoder/lab.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";

const samples = await hashFile({ name: "samples.csv", bytes: new TextEncoder().encode("a,b\n1,2\n3,4\n") });
const values = Float32Array.of(1, 2, 3, 4);
const weights = await hashFile({
  name: "weights.safetensors",
  bytes: encodeSafetensors({ "layer0.weights": { shape: [2, 2], values } }),
});
const among = (files: readonly HashedFile[]) => async (ref: FileRef) =>
  files.find(({ sha256 }) => sha256 === ref.sha256) ?? nothing(ref);
const nothing = (file: FileRef) => Promise.reject(new Error(`no ${file.name}`));
const digits = presetExperiment(autoencoder).data;

describe("weights alone join the data that is there", () => {
  test("generated data, which stay as they were", async () => {
    const { data, files } = await attachFiles(digits, [weights], nothing);
    expect(data).toMatchObject({ ...digits, weights: { name: "weights.safetensors", format: "safetensors" } });
    const table = await resolveData(data, among(files));
    expect(table?.weights?.["layer0.weights"].values).toEqual(values);
    const { weights: _, ...plain } = table ?? {};
    expect(plain).toEqual(await resolveData(digits, nothing as never));
  });

  test("files, instead of other weights", async () => {
    const own = await attachFiles(digits, [samples, weights], nothing);
    const others = await hashFile({
      name: "others.safetensors",
      bytes: encodeSafetensors({ x: { shape: [4], values } }),
    });
    const { data } = await attachFiles(own.data, [others], among(own.files));
    expect(data).toMatchObject({ files: [{ name: "samples.csv" }, { name: "others.safetensors" }] });
  });
});

test("samples take the place of whatever was there, first weights too", async () => {
  const { data } = await attachFiles(digits, [weights], nothing);
  expect((await attachFiles(data, [samples], nothing)).data).toMatchObject({ files: [{ name: "samples.csv" }] });
});

test("another file of that name is refused", async () => {
  const { data } = await attachFiles(digits, [weights], nothing);
  await expect(resolveData(data, async () => samples)).rejects.toThrow(/weights.safetensors is not the file/);
});

describe("an experiment on generated data with first weights", () => {
  const experiment = async () => ({
    ...presetExperiment(autoencoder),
    data: (await attachFiles(digits, [weights], nothing)).data,
  });
  test("is read again as it was, and keeps them with another generator", async () => {
    const made = await experiment();
    expect((await parseExperiment(JSON.parse(JSON.stringify(made)), labs)).experiment).toEqual(made);
    const { data } = setPath(autoencoder, made, "data.generator", "bars-and-stripes");
    expect(data).toMatchObject({ generator: "bars-and-stripes", weights: { name: "weights.safetensors" } });
  });
  test("is refused by a lab that starts from none", async () => {
    const { data } = await experiment();
    await expect(parseExperiment({ ...presetExperiment(rbm), data }, labs)).rejects.toMatchObject({
      message: 'unfit file for rbm: "weights.safetensors" is safetensors (must be no files)',
      // It reads files all the same: of samples.
      values: { value: "SAFETENSORS", allowed: "IDX, CSV, NPY" },
    });
  });
});

test("each file is decoded once", async () => {
  const decoded: string[] = [];
  const decode = (file: UserFile) => {
    decoded.push(file.name);
    return decodeFile(file);
  };
  await attachFiles(digits, [samples], nothing, decode);
  expect(decoded).toEqual(["samples.csv"]);
  await attachFiles(digits, [samples, weights], nothing, decode);
  expect(decoded).toEqual(["samples.csv", "samples.csv", "weights.safetensors"]);
});

test("a file that holds no weights is refused where weights are named", async () => {
  const { data } = await attachFiles(digits, [weights], nothing);
  const { data: own } = await attachFiles(null, [samples], nothing);
  if (data === null || !("generator" in data) || own === null || !("files" in own))
    throw new Error("data of these kinds");
  await expect(resolveData({ ...data, weights: own.files[0] }, async () => samples)).rejects.toMatchObject({
    code: "not-weights",
    values: { name: "samples.csv", value: "CSV" },
  });
});
