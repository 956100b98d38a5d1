// The edge on this machine: the Worker as it would be deployed, in workerd, with page, index and storage and nothing in between. wrangler's own
// server puts a proxy of its own and an entry Worker before every request, and miniflare a proxy and a router of assets, which take longer than the
// requests themselves. What a deployment sends to the Worker without looking for an asset (`run_worker_first`) comes to it straight from the socket.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wrangler = join(root, "node_modules/wrangler/wrangler-dist/cli.js");
const bundleFolder = join(root, ".wrangler/bundle");
/** File of the bundle. */
const settings = "settings.json";
const migrationsFolder = join(root, "worker/store/migrations");

/** What wrangler runs with: it asks nothing and sends nothing. */
const quiet = {
  CI: "1",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
};

/** Runs wrangler to its end. Throws an error with all that it said when it fails. */
function runWrangler(args) {
  const child = spawn(process.execPath, ["--no-warnings", wrangler, ...args], {
    cwd: root,
    env: { ...process.env, ...quiet },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  }
  return new Promise((done, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? done() : reject(new Error(`${said}\nwrangler ${args[0]} failed`))));
  });
}

/** True when the bundle is older than what it is made of. */
export function isBundleStale() {
  const bundled = join(bundleFolder, settings);
  if (!existsSync(bundled)) return true;
  const sources = ["worker", "shared", "wrangler.toml", "package.json"].map((path) => newest(join(root, path)));
  return statSync(bundled).mtimeMs < Math.max(...sources);
}

/** Time of the newest file in a folder. */
export function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The page may not be built yet; wrangler and workerd want the folder of assets all the same. */
function makeAssetsFolder() {
  mkdirSync(join(root, "dist"), { recursive: true });
}

/** Bundles the Worker as for a deployment, with what wrangler.toml says beside it, so that a start with a fresh bundle needs no wrangler. */
export async function bundle() {
  makeAssetsFolder();
  const folder = `${bundleFolder}.${process.pid}`;
  await runWrangler(["deploy", "--dry-run", "--outdir", folder]);
  const { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } = createRequire(import.meta.url)("wrangler");
  const { modulesRules, ...options } = unstable_getMiniflareWorkerOptions(join(root, "wrangler.toml")).workerOptions;
  const names = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql"));
  const migrations = names.sort().map((name) => ({
    name,
    queries: unstable_splitSqlQuery(readFileSync(join(migrationsFolder, name), "utf8")),
  }));
  writeFileSync(join(folder, settings), JSON.stringify({ options, migrations }));
  rmSync(bundleFolder, { recursive: true, force: true });
  renameSync(folder, bundleFolder);
}

/**
 * Serves the bundle on `port` of this machine (0: a free one) with index and storage in the folder `state`, where wrangler's `--local` commands
 * (`--persist-to state`) find them; first brings the index up to date. Resolves to the address and what ends it.
 */
export async function serve({ port, state }) {
  makeAssetsFolder();
  const { Miniflare, convertV4MiniflareOptions, Log, LogLevel } = await import("miniflare");
  const { options, migrations } = JSON.parse(readFileSync(join(bundleFolder, settings), "utf8"));
  const server = new Miniflare(
    convertV4MiniflareOptions({
      ...options,
      name: "latente",
      modulesRoot: bundleFolder,
      modules: modules(options.assets.run_worker_first ?? []),
      serviceBindings: { SITE: "latente" },
      host: "127.0.0.1",
      port: 0,
      unsafeDirectSockets: [{ host: "127.0.0.1", port, entrypoint: "front" }],
      cf: false,
      log: new Log(LogLevel.WARN),
      resourcePersistencePath: resolve(root, state, "v3"),
    }),
  );
  try {
    await server.ready;
    await migrate(await server.getD1Database("DB"), migrations);
    const nightly = await collectHourly(server);
    const close = () => {
      clearInterval(nightly);
      return server.dispose();
    };
    return { url: await server.unsafeGetDirectURL("latente", "front"), close };
  } catch (error) {
    await server.dispose();
    throw error;
  }
}

/** What a deployment does by its clock (`[triggers]` in wrangler.toml), nobody does here. A run that fails is made up for by the next. */
async function collectHourly(server) {
  // Asked for each time: a server that was reloaded has another Worker.
  const collect = () =>
    server
      .getWorker("latente")
      .then((worker) => worker.scheduled({ cron: "hourly" }))
      .catch(() => {});
  await collect();
  return setInterval(collect, 3_600_000).unref();
}

function modules(workerFirst) {
  const wasm = readdirSync(bundleFolder).filter((name) => name.endsWith(".wasm"));
  return [
    { type: "ESModule", path: join(bundleFolder, "front.js"), contents: front(workerFirst) },
    { type: "ESModule", path: join(bundleFolder, "index.js") },
    ...wasm.map((name) => ({ type: "CompiledWasm", path: join(bundleFolder, name) })),
  ];
}

/** The module that listens: the Worker at addresses of `patterns`, which end in a star, elsewhere assets before it. */
function front(patterns) {
  const unfit = patterns.find((pattern) => !/^\/[^*!]+\*$/.test(pattern));
  if (unfit) throw new Error(`invalid pattern of run_worker_first: ${unfit} (must be a path and a star)`);
  const starts = JSON.stringify(patterns.map((pattern) => pattern.slice(0, -1)));
  return `import worker from "./index.js";
    export default worker;
    const isFirst = (path) => ${starts}.some((start) => path.startsWith(start));
    export const front = {
      fetch(request, env, context) {
        return isFirst(new URL(request.url).pathname) ? worker.fetch(request, env, context) : env.SITE.fetch(request);
      },
    };`;
}

/** Applies what is new, each migration whole or not at all, and keeps the list that `wrangler d1 migrations` keeps. */
async function migrate(database, migrations) {
  await database
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
        applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all();
  const applied = new Set(results.map(({ name }) => name));
  for (const { name, queries } of migrations) {
    if (applied.has(name)) continue;
    const statements = queries.map((query) => database.prepare(query));
    await database.batch([...statements, database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name)]);
  }
}
