/** Reads in the sources which error codes are thrown where: written at `new ExperimentError(…)`, or handed to a function that does so. */

/** Position of the code among the arguments. */
const classes = new Map([
  ["new ExperimentError", 1],
  ["new Refusal", 1],
  ["new PoolError", 0],
  ["new ExpressionError", 0],
  ["new Fault", 0],
]);
/** What codes get in front on their way to a reader: a Fault is told as a DensityError. */
const prefixes = new Map([["new Fault", "density-"]]);

/** Files by code. `sources`: text by path. Throws for a code that cannot be read. */
export function thrownCodes(sources: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const follow = (callee: string, position: number, files: Iterable<string>, prefix: string) => {
    for (const file of files) {
      if (seen.has(`${callee} ${file}`)) continue;
      seen.add(`${callee} ${file}`);
      for (const { at, given } of callsOf(callee, sources.get(file) ?? "")) {
        const source = sources.get(file) ?? "";
        const code = (given[position] ?? "").trim();
        const literals = literalsOf(code, source, at);
        for (const literal of literals.map((one) => `${prefix}${one}`))
          found.set(literal, (found.get(literal) ?? new Set()).add(file));
        if (literals.length > 0 || isTakenOver(code, source)) continue;
        const by = enclosing(source, at, code);
        if (!by) throw new Error(`${file}: the code of ${callee}(${given.join(",")}) cannot be read`);
        follow(by.name, by.position, by.exported ? importers(sources, by.name, file) : [file], prefix);
      }
    }
  };
  for (const [name, position] of classes) follow(name, position, sources.keys(), prefixes.get(name) ?? "");
  return found;
}

/** Codes in an argument; where it is a variable, in what was last put into it, and in the table from which that was taken. */
function literalsOf(code: string, source: string, at: number): readonly string[] {
  const literals = (text: string) => [...text.matchAll(/"([a-z][a-z0-9-]*)"/g)].map(([, literal]) => literal);
  if (!/^\w+$/.test(code)) return literals(code);
  const [, expression = ""] =
    [...source.slice(0, at).matchAll(new RegExp(`const ${code} = ([^;]*);`, "g"))].at(-1) ?? [];
  const [, table = ""] = /(\w+)\[/.exec(expression) ?? [];
  const [, values = ""] = new RegExp(`const ${table}\\b[^=]*= \\{([^}]*)\\}`).exec(source) ?? [];
  return [...literals(expression), ...(table ? literals(values) : [])];
}

/** The error is made again from the parts of another. */
const isTakenOver = (code: string, source: string): boolean =>
  /\.code$/.test(code) || new RegExp(`const \\{[^}]*\\b${code}\\b[^}]*\\} = error\\b`).test(source);

function* callsOf(
  callee: string,
  source: string,
): Generator<{ readonly at: number; readonly given: readonly string[] }> {
  for (const { index, 0: call } of source.matchAll(new RegExp(`(?<!function |\\.|\\w)${callee}\\(`, "g")))
    yield { at: index, given: argumentsAt(source, index + call.length) };
}

/** The texts between the commas up to the closing bracket. */
function argumentsAt(source: string, from: number): readonly string[] {
  const parts: string[] = [""];
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const letter = source[i];
    if (letter === '"' || letter === "`") {
      const end = endOfText(source, i);
      parts[parts.length - 1] += source.slice(i, end);
      i = end - 1;
      continue;
    }
    if ("([{".includes(letter)) depth++;
    if (")]}".includes(letter) && depth-- === 0) return parts;
    if (letter === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

/** Behind the closing quote; a template may hold others in its values. */
function endOfText(source: string, start: number): number {
  const quote = source[start];
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] === "\\") i++;
    else if (source[i] === quote) return i + 1;
    else if (quote === "`" && source.startsWith("${", i)) {
      const value = argumentsAt(source, i + 2).join(",");
      i += 2 + value.length;
    }
  }
  return source.length;
}

/** The function around a place that has a parameter of this name. */
function enclosing(source: string, at: number, parameter: string) {
  const heads = [
    ...source.slice(0, at).matchAll(/(export )?(?:function (\w+)(?:<[^>(]*>)?|const (\w+) = (?:async )?)\(/g),
  ];
  const head = heads.at(-1);
  if (!head) return null;
  const [whole, exported, named, bound] = head;
  const position = argumentsAt(source, head.index + whole.length).findIndex((one) =>
    new RegExp(`^\\s*${parameter}\\??\\s*(:|$)`).test(one),
  );
  return position < 0 ? null : { name: named ?? bound, position, exported: exported !== undefined };
}

function importers(sources: ReadonlyMap<string, string>, name: string, own: string): string[] {
  const imports = new RegExp(`import [^;]*\\b${name}\\b[^;]* from`);
  return [...sources].filter(([file, source]) => file === own || imports.test(source)).map(([file]) => file);
}
