/** Links that other pages may show in a frame: only where their publisher allowed it, and for those pages alone. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { securityHeaders } from "../../worker/headers.ts";
import { ask, migrate, post, publication, published, refusal, remove } from "./edge.ts";

beforeAll(migrate);

const sites = ["https://aula.example.org", "http://localhost:8080"];
const policyOf = (response: Response) => response.headers.get("content-security-policy") ?? "";
const ancestors = (response: Response) => /frame-ancestors ([^;]+)/.exec(policyOf(response))?.[1];

test("a link without permission is shown in no frame", async () => {
  const { id } = await published();
  const response = await ask(`/embed/x/${id}`);
  expect([response.status, ancestors(response), response.headers.get("x-frame-options")]).toEqual([
    403,
    "'none'",
    "DENY",
  ]);
  expect(await refusal(ask(`/api/oembed?url=http://latente.test/x/${id}`))).toEqual([403, "not-embeddable"]);
  expect("embed" in ((await (await ask(`/api/x/${id}`)).json()) as object)).toBe(false);
});

test("with it the pages of these sites may, and nothing else of the policy is loosened", async () => {
  const { id } = await published(publication({ embed: [sites[0], sites[1], sites[0]] }));
  const response = await ask(`/embed/x/${id}`);
  expect([response.status, ancestors(response)]).toEqual([200, [...sites].sort().join(" ")]);
  expect(response.headers.get("x-frame-options")).toBe(null);
  const strict = new Map(securityHeaders);
  for (const [name, value] of strict) {
    if (["X-Frame-Options", "Cross-Origin-Resource-Policy"].includes(name)) continue;
    const given = response.headers.get(name)?.replace(/frame-ancestors [^;]+/, "frame-ancestors 'none'");
    expect([name, given]).toEqual([name, value]);
  }
  // The link's own page stays out of frames.
  const page = await ask(`/x/${id}`);
  expect([ancestors(page), page.headers.get("x-frame-options")]).toEqual(["'none'", "DENY"]);
  expect(await (await ask(`/api/x/${id}`)).json()).toMatchObject({ embed: [...sites].sort() });
});

test("origins are taken as they are pasted, and nothing else gets into the header", async () => {
  const { id } = await published(publication({ embed: ["https://Aula.Example.org/curso?x=1", "http://[::1]:3000"] }));
  expect(ancestors(await ask(`/embed/x/${id}`))).toBe("http://[::1]:3000 https://aula.example.org");
  const all = await published(publication({ embed: ["https://a.example", "*"] }));
  expect(ancestors(await ask(`/embed/x/${all.id}`))).toBe("*");
  const bad = [
    "http://example.org",
    "https://*.example.org",
    "https://a.example; script-src *",
    "https://a.example https://b.example",
    "javascript:alert(1)",
    "https://-a.example",
    "https://a.example:99999",
    "'self'",
    "https://",
    "",
    7,
    `https://${"a".repeat(300)}.example`,
  ];
  for (const one of bad)
    expect([one, ...(await refusal(post(publication({ embed: [one] }))))]).toEqual([one, 400, "not-an-origin"]);
  expect(
    await refusal(post(publication({ embed: Array.from({ length: 9 }, (_, i) => `https://a${i}.example`) }))),
  ).toEqual([400, "wrong-length"]);
  expect(await refusal(post(publication({ embed: "*" })))).toEqual([400, "wrong-length"]);
});

test("whoever withdraws a link withdraws it from the pages of others", async () => {
  const { id, deleteToken } = await published(publication({ embed: ["*"] }));
  expect((await ask(`/embed/x/${id}`)).status).toBe(200);
  await remove(id, deleteToken);
  const response = await ask(`/embed/x/${id}`);
  expect([response.status, ancestors(response)]).toEqual([410, "'none'"]);
  expect(await env.DB.prepare("SELECT embed FROM links WHERE id = ?").bind(id).first()).toEqual({ embed: null });
});

test("oEmbed gives a frame with nothing in its markup that anybody wrote", async () => {
  const title = `"><script>alert(1)</script>`;
  const { id } = await published(publication({ title, embed: ["*"] }));
  const asked = encodeURIComponent(`http://latente.test/x/${id}`);
  const answer = (await (await ask(`/api/oembed?url=${asked}&maxwidth=400`)).json()) as Record<string, string>;
  expect(answer).toMatchObject({ version: "1.0", type: "rich", title, width: 400, height: 480 });
  expect(answer.html).toMatch(new RegExp(`^<iframe src="http://latente.test/embed/x/${id}" width="400" height="480" `));
  expect(answer.html).not.toContain("script");
  for (const url of [
    `http://other.test/x/${id}`,
    `http://latente.test/lab/rbm`,
    `http://latente.test/x/${id}/y`,
    "x",
    "https://%",
  ])
    expect([url, ...(await refusal(ask(`/api/oembed?url=${encodeURIComponent(url)}`)))]).toEqual([
      url,
      404,
      "unknown-link",
    ]);
  expect(await refusal(ask(`/api/oembed?url=${asked}&format=xml`))).toEqual([501, "no-xml"]);
});

test("pages say in their head what can be learnt there, and how a link is shown elsewhere", async () => {
  const headOf = async (path: string) => (await (await ask(path)).text()).split("</head>")[0];
  const data = (head: string) =>
    JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(head)?.[1] ?? "null");
  expect(data(await headOf("/lab/bare"))).toMatchObject({
    "@type": "LearningResource",
    inLanguage: ["es", "en"],
    url: "http://latente.test/lab/bare",
  });
  const closed = await headOf(`/x/${(await published()).id}`);
  expect(data(closed)).toMatchObject({ "@type": "LearningResource" });
  expect(closed).not.toContain("oembed");
  const { id } = await published(publication({ title: "</head><b>", embed: ["*"] }));
  const open = await headOf(`/x/${id}`);
  expect(open).toContain(
    `<link rel="alternate" type="application/json+oembed" href="http://latente.test/api/oembed?url=${encodeURIComponent(`http://latente.test/x/${id}`)}"`,
  );
  expect(open).not.toContain("<b>");
});
