import { describe, expect, it } from "vitest";
import { parseCommand, usage } from "../../../client/terminal/arguments.ts";
import { readingChoices, readingOptions } from "../../../shared/experiment/reading.ts";

describe("parseCommand", () => {
  it("reads every flag", () => {
    const argv = "run rbm:digits --seed 7 --set params.hidden=16 --set a.b=x=y --data a.idx --data b.idx --threads 2";
    expect(
      parseCommand([...argv.split(" "), "--device", "scalar", "--out", "r.json", "--weights=w.safetensors"]),
    ).toEqual({
      name: "run",
      source: "rbm:digits",
      seed: "7",
      set: [
        ["params.hidden", "16"],
        ["a.b", "x=y"],
      ],
      data: ["a.idx", "b.idx"],
      threads: 2,
      device: "scalar",
      out: "r.json",
      weights: "w.safetensors",
    });
    expect(parseCommand(["list"])).toEqual({ name: "list" });
    expect(parseCommand(["verify", "r.json"])).toEqual({ name: "verify", source: "r.json", data: [] });
    expect(parseCommand(["run", "mcmc", "--draws", "d.csv", "--save-warmup"])).toMatchObject({
      draws: "d.csv",
      saveWarmup: true,
    });
    expect(parseCommand(["run", "mcmc"])).toMatchObject({ device: "wasm", set: [], data: [] });
  });

  it("helps whoever asks, with whatever command", () => {
    for (const argv of ["help", "--help", "-h", "run --help", "run mlp --seed 2 -h"])
      expect(parseCommand(argv.split(" "))).toEqual({ name: "help" });
  });

  it("reads each choice of how files are read as a setting, which one by path may change", () => {
    const argv = "run ppca --columns a,b --header no --gaps drop --label c --set data.reading.gaps=keep";
    expect(parseCommand(argv.split(" "))).toMatchObject({
      set: [
        ["data.reading.header", "no"],
        ["data.reading.gaps", "drop"],
        ["data.reading.columns", "a,b"],
        ["data.reading.label", "c"],
        ["data.reading.gaps", "keep"],
      ],
    });
    for (const choice of readingChoices) expect(usage).toContain(`--${choice} `);
    for (const [choice, options] of Object.entries(readingOptions)) {
      const [, said = ""] = new RegExp(`--${choice} ([^\\]]*)\\]`).exec(usage) ?? [];
      expect(said.split("|").sort()).toEqual(options.filter((option) => option !== "auto").sort());
    }
  });

  it.each([
    [[], "invalid command: nothing"],
    [["train"], "invalid command: train"],
    [["list", "rbm"], "invalid arguments: rbm"],
    [["run"], "invalid arguments: none"],
    [["run", "a", "b"], "invalid arguments: a b"],
    [["run", "a", "--set", "params.hidden"], "invalid --set: params.hidden (must be path=value"],
    [["run", "a", "--threads", "0"], "invalid --threads: 0 (must be a whole number from 1 to 256)"],
    [["run", "a", "--device", "gpu"], "invalid --device: gpu (must be wasm, scalar or webgpu)"],
    [["run", "a", "--params.evidence.x=yes"], "--params.evidence.x=yes (must be written --set params.evidence.x=yes)"],
    [["run", "a", "--frob"], "invalid arguments: Unknown option '--frob'"],
    [["run", "a", "--save-warmup"], "invalid --save-warmup: no --draws (must be given together with --draws)"],
    [["verify", "a", "--seed", "1"], "invalid --seed: verify (must be left out of this command)"],
  ])("refuses %j", (argv, message) => {
    expect(() => parseCommand(argv)).toThrow(message);
  });
});
