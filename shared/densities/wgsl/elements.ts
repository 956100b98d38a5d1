/** The text of single operations: of scalars, and of elements within a loop over `i`. */
import type { Id, Operation, Program } from "../program.ts";

type Read = (id: Id, index: string) => string;

export interface Reading {
  readonly read: Read;
  /** Where a vector that is kept has its element, or a scalar that a loop makes. */
  readonly kept: Read;
  /** First word of each of the program's data. */
  readonly offsets: readonly number[];
}

/** Statements before a loop, in it, and after it. */
interface LoopText {
  readonly before: string[];
  readonly body: string[];
  readonly after: string[];
}

/** Elements that are added before their sum goes to the total: sums of many keep their digits. */
const PART = 32;

const UNARY_TEXT: Readonly<Record<string, (x: string) => string>> = {
  neg: (x) => `(-(${x}))`,
  exp: (x) => `expf(${x})`,
  log: (x) => `logf(${x})`,
  log1p: (x) => `log1pf(${x})`,
  expm1: (x) => `expm1f(${x})`,
  sqrt: (x) => `root(${x})`,
  sin: (x) => `sinf(${x})`,
  cos: (x) => `cosf(${x})`,
  tanh: (x) => `tanhf(${x})`,
  abs: (x) => `abs(${x})`,
  sign: (x) => `signOf(${x})`,
  floor: (x) => `floorf(${x})`,
  lgamma: (x) => `lgammaf(${x})`,
  digamma: (x) => `digammaf(${x})`,
  erf: (x) => `erff(${x})`,
  erfc: (x) => `erfcf(${x})`,
};

const BINARY_TEXT: Readonly<Record<string, (x: string, y: string) => string>> = {
  add: (x, y) => `(${x} + ${y})`,
  sub: (x, y) => `(${x} - ${y})`,
  mul: (x, y) => `(${x} * ${y})`,
  div: (x, y) => `(${x} / ${y})`,
  pow: (x, y) => `powf(${x}, ${y})`,
  max: (x, y) => `larger(${x}, ${y})`,
  min: (x, y) => `smaller(${x}, ${y})`,
  less: (x, y) => `lessf(${x}, ${y})`,
  atMost: (x, y) => `atMostf(${x}, ${y})`,
  equal: (x, y) => `equalf(${x}, ${y})`,
};

export function elementOf({ operations, data }: Program, { read, kept, offsets }: Reading) {
  /** Of what is computed element by element. */
  const elementwise = (operation: Operation, from: Read): string | undefined => {
    if (operation.op === "select") {
      const [c, then, otherwise] = [operation.condition, operation.then, operation.otherwise].map((x) => from(x, "i"));
      return `chosen(${c}, ${then}, ${otherwise})`;
    }
    if (Object.hasOwn(UNARY_TEXT, operation.op) && "x" in operation)
      return UNARY_TEXT[operation.op](from(operation.x, "i"));
    if (!(Object.hasOwn(BINARY_TEXT, operation.op) && "y" in operation)) return undefined;
    const square = operation.op === "pow" ? power(operations[operation.y], from(operation.x, "i")) : undefined;
    return square ?? BINARY_TEXT[operation.op](from(operation.x, "i"), from(operation.y, "i"));
  };

  const columnsOf = (matrix: number) => {
    const own = data[matrix];
    if (own.kind !== "matrix") throw new RangeError(`data ${matrix} of a density is no matrix`);
    return own.columns;
  };
  const cell = (matrix: number, column: string) =>
    `bitcast<f32>(data[${offsets[matrix]}u + i * ${columnsOf(matrix)}u + ${column}])`;

  return {
    scalar(id: Id): string {
      const operation = operations[id];
      if (operation.op === "slice") return read(operation.x, `${operation.from}u`);
      if (operation.op === "sum" || operation.op === "scan") return read(operation.x, "0u");
      if (operation.op === "sumLog1p") return `log1pf(${read(operation.x, "0u")})`;
      const text = elementwise(operation, read);
      if (text === undefined) throw new RangeError(`no WGSL for the operation ${operation.op}`);
      return text;
    },
    /** `from`: an element of the loop where the loop makes it, else as `read`. */
    loop(ids: readonly Id[], length: number, from: Read): LoopText {
      const text: LoopText = { before: [], body: [], after: [] };
      for (const id of ids) addTo(text, id, length, from);
      return text;
    },
  };

  function addTo({ before, body, after }: LoopText, id: Id, length: number, from: Read): void {
    const operation = operations[id];
    const put = (value: string) => {
      if (operation.length === 1) {
        before.push(`  var s${id} = 0f;`);
        body.push(`    s${id} = ${value};`);
      } else {
        body.push(`    let e${id} = ${value};`);
        if (kept(id, "i") !== `s${id}`) body.push(`    ${kept(id, "i")} = e${id};`);
      }
    };
    const zero = () =>
      before.push(
        operation.length === 1
          ? `  var s${id} = 0f;`
          : `  for (var k = 0u; k < ${operation.length}u; k++) { ${kept(id, "k")} = 0f; }`,
      );
    switch (operation.op) {
      case "sum": {
        const x = from(operation.x, "i");
        before.push(`  var s${id} = 0f;`);
        if (length <= 2 * PART) body.push(`    s${id} += ${x};`);
        else {
          before.push(`  var p${id} = 0f;`);
          body.push(
            `    p${id} += ${x};`,
            `    if ((i & ${PART - 1}u) == ${PART - 1}u) { s${id} += p${id}; p${id} = 0f; }`,
          );
          after.push(`  s${id} += p${id};`);
        }
        return;
      }
      case "sumLog1p":
        before.push(`  var s${id} = 0f;`, `  var p${id} = 1f;`);
        body.push(
          `    p${id} *= 1f + ${from(operation.x, "i")};`,
          `    if ((i & ${PART - 1}u) == ${PART - 1}u) { s${id} += logf(p${id}); p${id} = 1f; }`,
        );
        after.push(`  s${id} += logf(p${id});`);
        return;
      case "scan":
        before.push(`  var c${id} = 0f;`);
        body.push(`    c${id} += ${from(operation.x, "i")};`);
        put(`c${id}`);
        return;
      case "slice":
        put(read(operation.x, `${operation.from}u + i`));
        return;
      case "embed": {
        const to = operation.from + operations[operation.x].length;
        before.push(`  var m${id} = 0f;`);
        body.push(
          `    m${id} = 0f;`,
          `    if (i >= ${operation.from}u && i < ${to}u) { m${id} = ${read(operation.x, `(i - ${operation.from}u)`)}; }`,
        );
        put(`m${id}`);
        return;
      }
      case "gather":
        put(read(operation.x, `data[${offsets[operation.index]}u + i]`));
        return;
      case "spread":
        zero();
        body.push(`    ${kept(id, `data[${offsets[operation.index]}u + i]`)} += ${from(operation.x, "i")};`);
        return;
      case "times":
        before.push(`  var t${id} = 0f;`);
        body.push(
          `    t${id} = 0f;`,
          `    for (var j = 0u; j < ${columnsOf(operation.matrix)}u; j++) { t${id} += ${cell(operation.matrix, "j")} * ${read(operation.x, "j")}; }`,
        );
        put(`t${id}`);
        return;
      case "timesTransposed": {
        zero();
        const x = from(operation.x, "i");
        body.push(
          `    for (var j = 0u; j < ${columnsOf(operation.matrix)}u; j++) { ${kept(id, "j")} += ${cell(operation.matrix, "j")} * ${x}; }`,
        );
        return;
      }
      default: {
        const value = elementwise(operation, from);
        if (value === undefined) throw new RangeError(`no WGSL for the operation ${operation.op}`);
        put(value);
      }
    }
  }
}

/** Powers of constant exponents whose factors or roots are exact to the last place. */
function power(exponent: Operation, x: string): string | undefined {
  if (exponent.op !== "constant") return undefined;
  switch (exponent.value) {
    case 1:
      return x;
    case 2:
      return `(${x} * ${x})`;
    case 3:
      return `(${x} * ${x} * ${x})`;
    case 0.5:
      return `root(${x})`;
    case -1:
      return `(1f / ${x})`;
    default:
      return undefined;
  }
}
