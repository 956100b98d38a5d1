/**
 * What people write who know another language (Stan, R, JAGS, Python), or write numbers as their own language does. None of it can be read here; what the
 * reader of the text stumbles over first would say little, so a fault in such a line is told by the habit, with its cure.
 */
import { Fault } from "../error.ts";

/** A line with a fault: without its comment, and where it begins in the text. */
interface Line {
  readonly text: string;
  readonly from: number;
}
type Habit = (line: Line, fault: Fault) => Fault | undefined;

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_]*`;
const MATRICES = "matrix|(?:cov|corr)_matrix|cholesky_factor_(?:cov|corr)";

/** The fault as the habit that caused it, where one is known; else the fault as it is. */
export function habitual(text: string, fault: Fault): Fault {
  const from = text.lastIndexOf("\n", fault.at - 1) + 1;
  const end = text.indexOf("\n", from);
  const [code] = text.slice(from, end < 0 ? undefined : end).split("#");
  const line = { text: code, from };
  for (const habit of HABITS) {
    const found = habit(line, fault);
    if (found) return found;
  }
  return fault;
}

/** The match of a pattern, with the place of its first group (or of all of it) in the text. */
function matched({ text, from }: Line, pattern: RegExp) {
  const match = new RegExp(pattern.source, `${pattern.flags}d`).exec(text);
  if (!match) return undefined;
  const [start] = match.indices?.[1] ?? match.indices?.[0] ?? [0];
  return { groups: match.slice(1) as readonly (string | undefined)[], at: from + start };
}

const comment: Habit = (line) => {
  const found = matched(line, /(\/[/*])/);
  return (
    found &&
    new Fault("foreign-comment", found.at, `${found.groups[0]} begins no comment (write #)`, {
      value: `${found.groups[0]}`,
    })
  );
};

const block: Habit = (line) => {
  const found =
    matched(line, /^\s*((?:transformed\s+|generated\s+)?(?:data|parameters|model|quantities|functions))\s*\{/) ??
    matched(line, /^\s*(\})/);
  return (
    found &&
    new Fault("foreign-block", found.at, `${found.groups[0]}: there are no blocks (write only their lines)`, {
      value: found.groups[0] === "}" ? "}" : `${found.groups[0]} {`,
    })
  );
};

const matrix: Habit = (line) => {
  const found =
    matched(line, new RegExp(`^\\s*(?:parameter\\s+(?:${NAME}\\s+)?)?((?:${MATRICES})\\b)`, "u")) ??
    matched(line, new RegExp(`^\\s*parameter\\b(?:[^\\[]*\\s)?(?!in\\b)(${NAME}\\s*\\[[^\\],]+,)`, "u")) ??
    matched(line, /~\s*((?:lkj_corr|lkj|wishart|inv_wishart)\w*)/);
  return (
    found &&
    new Fault(
      "matrix-parameter",
      found.at,
      "no parameter is a matrix (declare its numbers as a vector: parameter a[4])",
    )
  );
};

/** `real<lower=0> sigma[3]`, `vector[3] beta`, also after the word parameter, or with the bounds after the name. */
const declaration: Habit = (line) => {
  const type = /(?:(real|int|vector|row_vector|simplex|ordered|array)\b)/;
  const bounds = /(?:<([^>]*)>)/;
  const size = /(?:\[([^\]]*)\])/;
  const typed = matched(
    line,
    new RegExp(
      `^\\s*(?:parameter\\s+)?${type.source}\\s*${bounds.source}?\\s*${size.source}?\\s*(${NAME})?\\s*${size.source}?`,
      "u",
    ),
  );
  if (typed && !/^\s*\w+\s*(?:=|~|\+=)/.test(line.text)) {
    const [kind = "", within, before, name = "x", after] = typed.groups;
    const count = before ?? after;
    const form = kind === "simplex" || kind === "ordered" ? ` ${kind}` : constraintOf(within);
    const cure = kind === "int" ? `data ${name} = …` : `parameter ${name}${count ? `[${count}]` : ""}${form}`;
    return foreign(typed.at, kind, cure);
  }
  const bounded = matched(line, new RegExp(`^\\s*parameter\\b.*?(${NAME})\\s*<([^>]*=[^>]*)>`, "u"));
  if (!bounded) return undefined;
  const [name, within] = bounded.groups;
  return foreign(bounded.at, `<${within}>`, `parameter ${name}${constraintOf(within)}`);
};

function foreign(at: number, value: string, cure: string): Fault {
  return new Fault("foreign-declaration", at, `${value} declares nothing here (write ${cure})`, { value, cure });
}

function constraintOf(within = ""): string {
  const of = (side: string) => new RegExp(`\\b${side}\\s*=\\s*([^,]+)`).exec(within)?.[1].trim();
  const [lower, upper] = [of("lower"), of("upper")];
  if (lower && upper) return ` in (${lower}, ${upper})`;
  return lower ? ` > ${lower}` : upper ? ` < ${upper}` : "";
}

const twoBounds: Habit = (line) => {
  const found =
    matched(line, /^\s*parameter\b.*?(>=?\s*([^\s,<]+)\s*<=?\s*([^\s,]+))/) ??
    matched(line, /^\s*parameter\b.*?((?:between|entre)\s+(\S+)\s+(?:and|y)\s+(\S+))/);
  if (!found) return undefined;
  const [, a = "", b = ""] = found.groups;
  return new Fault("two-bounds", found.at, `two bounds are written in (${a}, ${b})`, { cure: `in (${a}, ${b})` });
};

const loop: Habit = (line) => {
  const found = matched(line, /^\s*((?:for|while)\b)\s*\(/);
  return (
    found &&
    new Fault("foreign-loop", found.at, `no ${found.groups[0]} (y ~ … speaks of all elements of y)`, {
      value: `${found.groups[0]}`,
    })
  );
};

const condition: Habit = (line) => {
  const found = matched(line, /^\s*(if|else)\b/) ?? matched(line, /(\?|&&|\|\|)/);
  return (
    found &&
    new Fault("foreign-condition", found.at, `no ${found.groups[0]} (multiply by a comparison: (x > 0) * a)`, {
      value: `${found.groups[0]}`,
    })
  );
};

const bar: Habit = (line) => {
  const found = matched(line, /\w+_lp[dm]f\s*\([^|]*(\|)/);
  return found && new Fault("foreign-bar", found.at, "| between arguments (write a comma)");
};

const truncated: Habit = (line) => {
  const found = matched(line, /~.*\)\s*(T\s*[[(]|trunc\w*|I\s*\()/);
  return (
    found &&
    new Fault(
      "truncated",
      found.at,
      "no truncated data (take off what is cut: target += -length(y) * log(phi((mu - a) / sigma)) for a normal above a)",
    )
  );
};

/** Two numbers for one: where there are as many too many of them as commas without a blank. */
const decimalComma: Habit = (line, { code, values }) => {
  const pairs = [...line.text.matchAll(/(?<![\d.\w])\d+,\d+(?![\d.\w])/g)];
  const isCounted =
    code === "wrong-count" && Number(values.value) - pairs.length === Number.parseInt(`${values.fits}`, 10);
  const isListed = (code === "no-sign" || code === "not-closed") && /;/.test(line.text);
  const [first] = pairs;
  if (!first || !(isCounted || isListed)) return undefined;
  const cure = first[0].replace(",", ".");
  return new Fault("decimal-comma", line.from + first.index, `${first[0]} is two numbers (write ${cure})`, {
    value: first[0],
    cure,
  });
};

const arrow: Habit = (line) => {
  const found = matched(line, new RegExp(`^\\s*(${NAME})\\s*<-`, "u"));
  return (
    found &&
    new Fault("foreign-arrow", found.at, `<- defines nothing (write ${found.groups[0]} = …)`, {
      name: `${found.groups[0]}`,
    })
  );
};

const distributionBySign: Habit = (line, { code, values: { value } }) => {
  if (code !== "defined-twice") return undefined;
  const found = matched(line, new RegExp(`^\\s*${NAME}\\s*(=)\\s*(${NAME})\\s*\\(`, "u"));
  return (
    found &&
    new Fault("tilde-by-equals", found.at, `${value} is defined already (to say how it is distributed, write ~)`, {
      name: value,
      cure: `${value} ~ ${found.groups[1]}(…)`,
    })
  );
};

const dotted: Habit = (line) => {
  const found = matched(line, /(\.[*/^])/);
  const sign = found?.groups[0] ?? "";
  return found && new Fault("dotted-sign", found.at, `${sign} (write ${sign[1]})`, { value: sign, cure: sign[1] });
};

const list: Habit = (line, { code, values: { value } }) => {
  const isOfR = code === "unknown-function" && (value === "c" || value === "array");
  const found =
    (isOfR ? matched(line, /=\s*(\w+\s*\()/) : undefined) ??
    matched(line, /=\s*(\{\s*[-\d.])/) ??
    matched(line, /=\s*(-?[\d.]+\s*,\s*-?[\d.])/);
  return found && new Fault("list-without-brackets", found.at, "a vector stands in brackets (write [1, 2, 3])");
};

const superscript: Habit = (line, { code }) => {
  if (!/name/.test(code)) return undefined;
  const found = matched(line, new RegExp(`((${NAME}?)([²³]))`, "u"));
  const [value = "", base = "", power] = found?.groups ?? [];
  const name = base.replace(/[²³]$/u, "");
  const cure = `${name}^${power === "²" ? 2 : 3}`;
  return found && new Fault("superscript", found.at, `${value} is no power (write ${cure})`, { value, cure });
};

const print: Habit = (line) => {
  const found = matched(line, /^\s*(print\s*\(\s*([^()]*)\))/);
  return (
    found &&
    new Fault("foreign-print", found.at, `nothing is printed (write report ${found.groups[1]})`, {
      cure: `report ${found.groups[1]}`,
    })
  );
};

const HABITS: readonly Habit[] = [
  comment,
  block,
  matrix,
  declaration,
  twoBounds,
  loop,
  condition,
  bar,
  truncated,
  decimalComma,
  arrow,
  distributionBySign,
  dotted,
  list,
  superscript,
  print,
];
