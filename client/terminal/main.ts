// The same client as the page's, for the terminal: see arguments.ts. Only JSON (or the help that was asked for) on stdout; everything else on stderr.
import { answer, fail } from "./answer.ts";

// A reader that left is told by the write itself; nobody can be told that the standard error output has no reader.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
process.on("uncaughtException", (error) => {
  process.exitCode = fail(error);
  process.exit();
});

// The status is set and not forced: anything written to a pipe must reach it.
process.exitCode = await answer(process.argv.slice(2));
