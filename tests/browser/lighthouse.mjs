// Asks Lighthouse, over HTTP, what it thinks of the pages that are read most: `node lighthouse.mjs SITE`.
// Whatever keeps a page from the full score is named; nothing leaves this machine.

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { none, Site } from "./site.mjs";

if (!process.argv[2]) {
  console.error("usage: node lighthouse.mjs SITE (the folder of a built site)");
  process.exit(2);
}
const site = new Site(process.argv[2]);
const CATEGORIES = ["accessibility", "best-practices"];
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
let server;
let chrome;

before(async () => {
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(1);
    if (!site.files.has(path)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(readFileSync(join(site.folder, path)));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const candidates = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  chrome = await launch({
    chromePath: candidates.find((path) => path && existsSync(path)),
    chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
  });
});
after(() => {
  chrome?.kill();
  server?.close();
});

const account = site.pages.find((page) => /^accounts\/[^/.]+\.html$/.test(page));
for (const path of ["index.html", account].filter(Boolean)) {
  test(`${path} has the full score for ${CATEGORIES.join(" and ")}`, async () => {
    const address = `http://127.0.0.1:${server.address().port}/${encodeURI(path)}`;
    const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
    const problems = [];
    for (const { id, score, auditRefs } of CATEGORIES.map((name) => lhr.categories[name])) {
      if (score === 1) continue;
      problems.push(`${path}: ${id} is at ${score === null ? "nothing" : Math.round(score * 100)}`);
      for (const audit of auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => lhr.audits[id])) {
        const items = (audit.details?.items ?? []).map((item) => item.node?.snippet ?? item.description ?? "");
        if (audit.score !== null && audit.score < 1) problems.push(`${path}: ${audit.title} ${items.slice(0, 5).join(" ")}`);
      }
    }
    none(problems);
  });
}
