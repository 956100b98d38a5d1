import { readFile } from "node:fs/promises";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import type { RunFlags } from "./arguments.ts";

/**
 * Settings in which "@file" stands for what is in that file, of parameters that are texts of many lines. Throws an ExperimentError for a file that is not
 * there, or no text.
 */
export async function withTextFiles(lab: Pick<Lab, "params">, set: RunFlags["set"]): Promise<RunFlags["set"]> {
  return await Promise.all(
    set.map(async ([path, text]): Promise<readonly [string, string]> => {
      const field = path.startsWith("params.") ? lab.params[path.slice("params.".length)] : undefined;
      if (field?.kind !== "text" || !field.lines || !text.startsWith("@")) return [path, text];
      return [path, await readText(path, text.slice(1))];
    }),
  );
}

async function readText(path: string, file: string): Promise<string> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
    return text.replaceAll("\r\n", "\n");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ExperimentError(path, "arguments", `${path}: no text in the file ${file} (${why})`, {
      value: file,
      allowed: "a text file",
    });
  }
}
