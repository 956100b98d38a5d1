/**
 * Reads a text of statements, one per line (or divided by ";"), with comments from "#" to the end of their line:
 *
 *     parameter NAME, …                   also NAME[size], then one of: > a, < b, in (a, b), ordered, simplex
 *     data NAME = expression
 *     NAME = expression
 *     expression ~ distribution(expression, …)
 *     target += expression
 *     report NAME, …
 *     expression                          only as the last line of an integrand
 */
import { Fault, nearestOf } from "../error.ts";
import { Reader, readComparison, readInputs, readSum, told, unexpected } from "./reader.ts";
import type { Expr, Named, ParameterKind, ParameterStatement, Statement } from "./syntax.ts";
import { tokensOf } from "./tokens.ts";

/** Words that cannot be names. */
export const KEYWORDS = ["parameter", "data", "target", "report", "in", "ordered", "simplex"] as const;

/** Throws a Fault that names what is wrong and where. */
export function parse(text: string): readonly Statement[] {
  const reader = new Reader(tokensOf(text));
  const statements: Statement[] = [];
  while (reader.peek().kind !== "end") {
    if (reader.peek().kind === "line") {
      reader.take();
      continue;
    }
    statements.push(...statement(reader));
    if (!reader.ended()) throw unexpected(reader.peek());
  }
  return statements;
}

function statement(reader: Reader): readonly Statement[] {
  const { text, at, kind } = reader.peek();
  const after = reader.peek(1);
  const word = kind === "name" ? text : "";
  if (word === "parameter") return parameters(reader);
  if (word === "data" && after.kind === "name") {
    reader.take();
    const name = fresh(reader, "data");
    if (!reader.takes("="))
      throw new Fault("equals-missing", reader.peek().at, `${told(reader.peek())} (write data ${name.name} = …)`, {
        name: name.name,
      });
    return [{ kind: "data", ...name, value: readComparison(reader) }];
  }
  if (word === "report" && after.text !== "=") return [report(reader, at)];
  if (word === "target") {
    reader.take();
    if (reader.takes("+=")) return [{ kind: "target", at, value: readComparison(reader) }];
    throw new Fault("target-without-sum", reader.peek().at, `${told(reader.peek())} after target (write target += …)`);
  }
  if (kind === "name" && after.text === "=" && after.kind === "sign") {
    const name = fresh(reader, "definition");
    reader.take();
    return [{ kind: "define", ...name, value: readComparison(reader) }];
  }
  if (kind === "name" && after.kind === "name") throw unknownStatement(text, at);
  return [tildeOrValue(reader, at)];
}

function unknownStatement(text: string, at: number): Fault {
  const near = nearestOf(text, KEYWORDS.slice(0, 4));
  const cure = near
    ? `did you mean ${near}?`
    : `a line begins with parameter, data, target, report, or is name = …, or … ~ …`;
  return new Fault(near ? "misspelt-statement" : "unknown-statement", at, `unknown statement: ${text} (${cure})`, {
    value: text,
    near: near ?? "",
  });
}

function tildeOrValue(reader: Reader, at: number): Statement {
  if (reader.sees("~"))
    throw new Fault("tilde-without-left", at, "nothing before ~ (write what is distributed: y ~ …)");
  const left = readComparison(reader);
  if (!reader.sees("~")) {
    if (!reader.sees("=")) return { kind: "value", at, value: left };
    throw new Fault("assigned-part", reader.peek().at, "= after something that is not a name (only name = … defines)");
  }
  const tilde = reader.take();
  const name = reader.peek();
  if (name.kind !== "name")
    throw new Fault("distribution-missing", name.at, `${told(name)} after ~ (write a distribution: normal(0, 1))`);
  reader.take();
  if (!reader.sees("("))
    throw new Fault(
      "distribution-not-called",
      reader.peek().at,
      `${name.text} without its parameters (write ${name.text}(…))`,
      { value: name.text },
    );
  return {
    kind: "tilde",
    at: tilde.at,
    left,
    distribution: name.text,
    distributionAt: name.at,
    inputs: readInputs(reader),
  };
}

function fresh(reader: Reader, what: string): Named {
  const token = reader.name(what);
  if ((KEYWORDS as readonly string[]).includes(token.text))
    throw new Fault("keyword-as-name", token.at, `${token.text} cannot be a name (it is a word of the language)`, {
      value: token.text,
    });
  return { at: token.at, name: token.text };
}

function report(reader: Reader, at: number): Statement {
  reader.take();
  const names = [fresh(reader, "quantity to report")];
  while (reader.takes(",")) names.push(fresh(reader, "quantity to report"));
  return { kind: "report", at, names };
}

function parameters(reader: Reader): readonly ParameterStatement[] {
  reader.take();
  const found = [parameter(reader)];
  while (reader.takes(",")) found.push(parameter(reader));
  return found;
}

function parameter(reader: Reader): ParameterStatement {
  const { at, name } = fresh(reader, "parameter");
  const opened = reader.peek();
  let size: Expr | undefined;
  if (reader.takes("[")) {
    size = reader.deeper(() => readSum(reader));
    reader.closes(opened, "]");
  }
  return { kind: "parameter", at, name, ...(size && { size }), ...constraint(reader) };
}

function constraint(reader: Reader): { form: ParameterKind; lower?: Expr; upper?: Expr } {
  const next = reader.peek();
  if (reader.sees(">", ">=")) {
    reader.take();
    return { form: "real", lower: readSum(reader) };
  }
  if (reader.sees("<", "<=")) {
    reader.take();
    return { form: "real", upper: readSum(reader) };
  }
  if (next.kind !== "name") return { form: "real" };
  if (next.text === "ordered" || next.text === "simplex") {
    reader.take();
    return { form: next.text };
  }
  if (next.text !== "in")
    throw new Fault(
      "unknown-constraint",
      next.at,
      `unknown constraint: ${next.text} (write > a, < b, in (a, b), ordered or simplex)`,
      { value: next.text },
    );
  reader.take();
  const opened = reader.peek();
  if (!reader.takes("(")) throw new Fault("interval-missing", opened.at, `${told(opened)} after in (write in (a, b))`);
  const lower = reader.deeper(() => readSum(reader));
  if (!reader.takes(","))
    throw new Fault("interval-missing", reader.peek().at, `${told(reader.peek())} in an interval (write in (a, b))`);
  const upper = reader.deeper(() => readSum(reader));
  reader.closes(opened, ")");
  return { form: "real", lower, upper };
}
