// A page that is being looked at follows the records: `node serve.mjs PROGRAM`, the program `standing`.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { launch } from "./site.mjs";

const [program] = process.argv.slice(2);
if (!program) {
  console.error("usage: node serve.mjs PROGRAM (the program `standing`)");
  process.exit(2);
}
const records = mkdtempSync(join(tmpdir(), "standing-"));
let browser, server, address;

function put(path, text) {
  mkdirSync(dirname(join(records, path)), { recursive: true });
  writeFileSync(join(records, path), text);
}

const notes = Array.from({ length: 80 }, (_, at) => `[[note]]\nid = "note-${at}"\non = 2026-03-01\ntitle = "Call ${at}"\n`).join("\n");

before(async () => {
  put("standing.toml", 'format = 1\ntitle = "Cold Watch"\n');
  put("accounts/northwind/account.toml", '[account]\nname = "Northwind"\n');
  put("accounts/northwind/notes.toml", notes);
  server = spawn(program, ["serve", records, "--port", "0", "--as-of", "2026-06-30"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await new Promise((resolve) => createInterface({ input: server.stdout }).once("line", (...all) => resolve(all)));
  address = line.match(/http:\S+/)[0];
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(records, { recursive: true, force: true });
});

test("a page follows what is saved, keeps its place, and shows what is wrong until it is mended", async () => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (line) => line.type() === "error" && wrong.push(line.text()));
  await page.goto(`${address}accounts/northwind.html`);
  await page.evaluate(() => scrollTo(0, 900));
  const account = "accounts/northwind/account.toml";

  put(`${account}.new`, '[account]\nname = "Northwind & Sons"\n');
  renameSync(join(records, `${account}.new`), join(records, account));
  await page.getByRole("heading", { level: 1, name: "Northwind & Sons" }).waitFor();
  await page.waitForFunction(() => scrollY === 900);

  put(account, '[account]\nname = "Northwind\n');
  const panel = page.getByRole("alert");
  await panel.waitFor();
  assert.match(await panel.innerText(), /accounts\/northwind\/account\.toml:2/);
  assert.match(await page.innerText("h1"), /Northwind & Sons/);

  put(account, '[account]\nname = "Northwind & Daughters"\n');
  await page.getByRole("heading", { level: 1, name: "Northwind & Daughters" }).waitFor();
  assert.equal(await panel.count(), 0);
  assert.deepEqual(wrong, []);
});

test("every page that is served keeps the policy, logs nothing and asks for nothing beyond the server", async () => {
  const page = await browser.newPage();
  const wrong = [];
  const note = (what) => wrong.push(`${page.url()}: ${what}`);
  page.on("pageerror", (error) => note(error.message));
  page.on("console", (line) => ["error", "warning"].includes(line.type()) && note(line.text()));
  page.on("request", (request) => request.url().startsWith(address) || request.url().startsWith("data:") || note(request.url()));
  const queue = [`${address}index.html`];
  for (const url of queue) {
    await page.goto(url);
    const links = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((link) => link.href.replace(/[?#].*$/s, "")));
    for (const link of links) {
      if (link.startsWith(address) && link.endsWith(".html") && !queue.includes(link)) queue.push(link);
    }
  }
  assert.ok(queue.length > 20, `only ${queue.length} pages were found`);
  assert.deepEqual(wrong, []);
});
