// The same client as the page's, for the terminal: see arguments.ts. Only JSON on stdout; everything else on stderr.
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { labs } from "../../shared/labs/index.ts";
import { parseCommand } from "./arguments.ts";
import { listLabs } from "./list.ts";
import { run } from "./run.ts";
import { verdictStatus, verify } from "./verify.ts";

/** 0 done or same, 1 different, 2 not valid, 3 failed, 4 other engine. */
async function main(argv: readonly string[]): Promise<number> {
  const command = parseCommand(argv);
  switch (command.name) {
    case "list":
      print(await listLabs(labs));
      return 0;
    case "run":
      print(await run(command.source, command, labs));
      return 0;
    case "verify": {
      const { verdict, printed } = await verify(command, labs);
      print(printed);
      return verdictStatus[verdict.kind];
    }
    default:
      return command satisfies never;
  }
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

// The status is set and not forced: anything written to a pipe must reach it.
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isInvalid = error instanceof ExperimentError;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = isInvalid ? 2 : 3;
}
