import { ExperimentError } from "../../shared/experiment/errors.ts";
import { labs } from "../../shared/labs/index.ts";
import { parseCommand, usage } from "./arguments.ts";
import { listLabs } from "./list.ts";
import { OutputError, print, writeOutput } from "./output.ts";
import { run } from "./run.ts";
import { verdictStatus, verify } from "./verify.ts";

/** Exit status of what ends without one of its own (`verdictStatus`): 1 means "different", and nothing else does. */
const status = { done: 0, invalid: 2, failed: 3, unwritable: 5 } as const;

async function obey(argv: readonly string[]): Promise<number> {
  const command = parseCommand(argv);
  switch (command.name) {
    case "help":
      await print(usage);
      return status.done;
    case "list":
      await print(await listLabs(labs));
      return status.done;
    case "run": {
      const { printed, files, failed } = await run(command.source, command, labs);
      // What cannot be written takes nothing else with it.
      const written = await Promise.allSettled([...files.map(writeOutput), print(printed)]);
      for (const one of written) if (one.status === "rejected") throw one.reason;
      return failed ? status.failed : status.done;
    }
    case "verify": {
      const { verdict, printed } = await verify(command, labs);
      await print(printed);
      return verdictStatus[verdict.kind];
    }
    default:
      return command satisfies never;
  }
}

/** The flags that cure what is wrong with how a file is read. */
function flagsFor(error: unknown): string {
  if (!(error instanceof ExperimentError)) return "";
  const { choice, first, second } = error.values;
  if (error.code === "two-readings") return ` (--${choice} ${first}, or --${choice} ${second})`;
  const isPixel = Number.isInteger(error.values.value) && Number(error.values.value) > 0;
  // Labs have codes of their own for what their units cannot take.
  const isProbability = error.code.endsWith("not-a-probability");
  const flags =
    isProbability && !isPixel ? "--standardise yes" : curingFlags[isProbability ? "not-a-probability" : error.code];
  return flags === undefined ? "" : ` (${flags})`;
}

const curingFlags: Readonly<Record<string, string>> = {
  "rows-with-gaps": "--gaps drop",
  "gaps-refused": "--gaps drop",
  "needs-classes": "--label COLUMN",
  "all-columns-mixed": "--separator comma|semicolon|tab|space|pipe",
  "not-points-of-the-plane": "--columns COLUMN,COLUMN",
  "too-far-from-zero": "--standardise yes",
  "not-a-probability": "--standardise yes; of pixels, of which 255 is 1, --pixels yes",
};

/** Says on standard error output what went wrong; returns the exit status. */
export function fail(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  if (message !== "") process.stderr.write(`${message}${flagsFor(error)}\n`);
  if (error instanceof ExperimentError) return status.invalid;
  return error instanceof OutputError ? status.unwritable : status.failed;
}

/** Does what a command line asks for; returns the exit status. Never rejects. */
export async function answer(argv: readonly string[]): Promise<number> {
  try {
    return await obey(argv);
  } catch (error) {
    return fail(error);
  }
}
