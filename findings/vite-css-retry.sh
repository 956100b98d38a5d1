#!/usr/bin/env bash
# vite 8.3.8: import() of a part whose style sheet could not be loaded rejects with "Unable to preload CSS"; asked again, it resolves without the
# sheet, which is never requested a second time. Its helper leaves the link that failed in the document, and takes any link with that address for
# a sheet that is there. So whoever retries after a moment without network gets a page without its style, and no error. 8.4.0 asks again.
# Seen (a build of Vite, run in happy-dom 20.14.6; the server's first answer is 503, all later ones are the sheet): rejected, then resolved, after
# one request and with no sheet applied.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund vite@8.3.8 happy-dom@20.14.6 >/dev/null
echo '<script type="module" src="/main.js"></script>' >index.html
echo 'globalThis.load = () => import("./part.js");' >main.js
printf '%s\n' 'import "./part.css";' 'export const answer = 42;' >part.js
echo 'body { color: red }' >part.css
cat >run.js <<'JS'
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { Window } from "happy-dom";
import { build } from "vite";

let requests = 0;
const server = createServer((_, answer) => {
  answer.writeHead(requests++ === 0 ? 503 : 200, { "content-type": "text/css", "access-control-allow-origin": "*" }).end("body { color: red }");
});
await new Promise((listening) => server.listen(0, "localhost", listening));
const base = `http://localhost:${server.address().port}/`;
await build({ base, logLevel: "error", build: { modulePreload: { polyfill: false } } });

const window = new Window({ url: base });
Object.assign(globalThis, { window, document: window.document, Event: window.Event });
const entry = readdirSync("dist/assets").find((name) => /^index.*\.js$/.test(name));
await import(`./dist/assets/${entry}`);
const attempt = () => globalThis.load().then(({ answer }) => answer, (error) => error.message.replace(/ for .*/, ""));
const found = { first: await attempt(), second: await attempt(), requests, sheets: document.styleSheets.length };
console.log(JSON.stringify(found));
process.exit(JSON.stringify(found) === '{"first":"Unable to preload CSS","second":42,"requests":1,"sheets":0}' ? 0 : 1);
JS
node run.js
