/** Index and store in the memory of Node, for searches that ask them a million times: SQLite as D1 speaks to it, and a map as R2. */
import { createHash } from "node:crypto";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";

/** What the platform has and Node has not. */
class DigestStream extends WritableStream<Uint8Array> {
  readonly digest: Promise<ArrayBuffer>;
  constructor() {
    const hash = createHash("sha256");
    let end: (digest: ArrayBuffer) => void = () => {};
    super({
      write: (piece) => {
        hash.update(piece);
      },
      close: () => end(new Uint8Array(hash.digest()).buffer),
    });
    this.digest = new Promise((resolve) => {
      end = resolve;
    });
  }
}
Object.assign(crypto, { DigestStream });
/** The length only matters to the real store. */
class FixedLengthStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor(_: number) {
    super();
  }
}
Object.assign(globalThis, { FixedLengthStream });

export function memoryEnv(migrations: readonly string[]): Env {
  const database = new DatabaseSync(":memory:");
  for (const sql of migrations) database.exec(sql);
  return { DB: memoryIndex(database), BLOBS: memoryStore() } as unknown as Env;
}

interface Statement {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

function memoryIndex(database: DatabaseSync) {
  const ask = ({ sql, values }: Statement) => {
    // Node binds places without numbers alone, or names: each place gets its number as a name.
    let last = 0;
    const text = sql.replace(/\?(\d*)/g, (_, number: string) => {
      last = number === "" ? last + 1 : Number(number);
      return `:p${last}`;
    });
    const names = Object.fromEntries(values.map((value, i) => [`p${i + 1}`, value]));
    try {
      const results = database.prepare(text).all(names);
      const { changes } = database.prepare("SELECT changes() AS changes").get() as { changes: number };
      return { results, meta: { changes } };
    } catch (error) {
      throw new Error(`D1_ERROR: ${error instanceof Error ? error.message : error}`);
    }
  };
  const statement = (sql: string, values: readonly SQLInputValue[] = []) => ({
    sql,
    values,
    bind: (...given: SQLInputValue[]) => statement(sql, given),
    first: async () => ask({ sql, values }).results[0] ?? null,
    run: async () => ask({ sql, values }),
  });
  return {
    prepare: (sql: string) => statement(sql),
    batch: async (statements: readonly Statement[]) => {
      database.exec("BEGIN");
      try {
        const results = statements.map(ask);
        database.exec("COMMIT");
        return results;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
  };
}

function memoryStore() {
  const objects = new Map<string, Uint8Array>();
  return {
    put: async (name: string, value: ReadableStream | Uint8Array) => {
      objects.set(name, new Uint8Array(await new Response(value).arrayBuffer()));
    },
    get: async (name: string) => {
      const bytes = objects.get(name);
      return bytes ? { size: bytes.length, arrayBuffer: async () => bytes.slice().buffer } : null;
    },
    delete: async (names: string | readonly string[]) => {
      for (const name of [names].flat()) objects.delete(name);
    },
    list: async () => ({ objects: [...objects.keys()].sort().map((key) => ({ key })) }),
  };
}
