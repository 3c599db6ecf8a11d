// Opens a built site from disk and uses it as a reviewer would: `node run.mjs SITE`.
// Each test says for every page what is wrong with it; nothing is fetched from anywhere.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import ICAL from "ical.js";
import { findable, launch, none, published, readable, references, sideways, Site, tab, tabTo, unexplained } from "./site.mjs";

if (!process.argv[2]) {
  console.error("usage: node run.mjs SITE (the folder of a built site)");
  process.exit(2);
}
const site = new Site(process.argv[2]);
const require = createRequire(import.meta.url);
const account = site.pages.find((page) => /^accounts\/[^/.]+\.html$/.test(page));
// A theme may do without scripts; then there is nothing of theirs to use.
const ifScripted = { skip: site.files.has("assets/standing.js") ? false : "this theme has no script" };
let browser;

before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** Every page that links lead to from the first, with what several tests want to know of it, and what went wrong on the way. */
let walk;
const walked = () => (walk ??= crawl());
async function crawl() {
  const { page, open, problems, close } = await tab(browser, site);
  const found = new Map();
  const queue = ["index.html"];
  const seen = new Set(queue);
  while (queue.length > 0) {
    const path = queue.shift();
    await open(path);
    const facts = await page.evaluate(references);
    const [figures, full] = [await page.evaluate(unexplained), await page.evaluate(readable)];
    found.set(path, { ...facts, ids: new Set(facts.ids), figures, full });
    for (const target of facts.links.map((link) => leadsTo(path, link).path)) {
      if (target?.endsWith(".html") && site.files.has(target) && !seen.has(target)) {
        seen.add(target);
        queue.push(target);
      }
    }
  }
  await close();
  return { found, problems };
}

test("every link leads somewhere, every page can be reached, and none logs, throws or leaves the folder", async () => {
  const { found, problems: before } = await walked();
  const problems = [...before];
  for (const [path, { links, resources, policy, language }] of found) {
    if (!policy.includes("default-src 'none'")) problems.push(`${path}: no content security policy: ${policy}`);
    if (!language) problems.push(`${path}: the language is not said`);
    for (const link of new Set(links)) {
      const wrong = wrongWith(path, link, found);
      if (wrong) problems.push(`${path}: the link ${link} ${wrong}`);
    }
    for (const resource of new Set(resources)) {
      if (resource.startsWith("data:")) continue;
      const target = leadsTo(path, resource);
      if (target.outside || !site.files.has(target.path)) problems.push(`${path}: ${resource} is not a file of the site`);
    }
  }
  for (const path of site.pages) {
    if (!found.has(path)) problems.push(`${path}: no link leads to this page`);
  }
  none(problems);
});

test("from a web server every kind of page keeps the policy, logs nothing and asks for nothing beyond the site", async () => {
  const hosted = await published(site);
  const { page, open, problems, close } = await tab(browser, hosted, { offline: false });
  for (const path of hosted.samples(1)) {
    const answer = await open(path);
    if (answer.status() !== 200) problems.push(`${path}: ${answer.status()}`);
    // What a reader types into has the scripts that load what they find.
    const search = page.locator("main input[type=search], header input[type=search]").first();
    if (await search.count()) await search.fill("temperature");
    for (const details of await page.locator("main details.how > summary").all().then((all) => all.slice(0, 2))) {
      await details.evaluate((summary) => summary.click());
    }
  }
  await close();
  hosted.close();
  none(problems);
});

/** Where a link on a page leads: a path in the site and an anchor, or outside. */
function leadsTo(path, link) {
  if (/^(https?|mailto):/i.test(link)) return { outside: "allowed" };
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(link)) return { outside: "forbidden" };
  const url = new URL(link, site.url(path));
  const target = site.path(url.href);
  if (target === undefined) return { outside: "forbidden" };
  return { path: target, anchor: decodeURIComponent(url.hash.slice(1)) };
}

function wrongWith(path, link, found) {
  const { outside, path: target, anchor } = leadsTo(path, link);
  if (outside === "allowed") return undefined;
  if (outside === "forbidden") return "is neither relative nor to the web nor to a mail address";
  if (!site.files.has(target)) return "leads to no file";
  if (anchor && anchor !== "top" && found.has(target) && !found.get(target).ids.has(anchor)) return "leads to no element";
  return undefined;
}

test("another program reads the calendar files: whole days, each with a name of its own", () => {
  const problems = [];
  const files = [...site.files].filter((file) => file.endsWith(".ics"));
  if (!files.includes("calendar.ics")) problems.push("there is no calendar.ics");
  for (const file of files) {
    ICAL.design.strict = true;
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(`${site.folder}/${file}`, "utf8")));
    const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    const uids = new Set(events.map((event) => event.uid));
    if (uids.size < events.length) problems.push(`${file}: ${uids.size} names for ${events.length} events`);
    for (const { uid, summary, startDate, duration } of events) {
      if (!uid || !summary) problems.push(`${file}: an event without a name or words: ${uid} ${summary}`);
      if (!startDate.isDate || duration.toSeconds() !== 86400) problems.push(`${file}: ${uid} is no whole day`);
    }
  }
  none(problems);
});

test("every figure opens into how it is known, or stands beside what it comes from", async () => {
  const { found } = await walked();
  const problems = [];
  // The page of the model is how; what is sent to somebody outside leads nowhere.
  const inside = [...found].filter(([path]) => path !== "model.html" && !path.includes(".report."));
  let seen = 0;
  for (const [path, { figures: { figures, bare } }] of inside) {
    seen += figures;
    problems.push(...bare.map((figure) => `${path}: nothing says how ${figure} is known`));
  }
  assert.ok(seen > inside.length, `${seen} figures`);
  none(problems);
});

test("no page scrolls sideways in a window of 320 px", async () => {
  const { page, open, problems, close } = await tab(browser, site, { viewport: { width: 320, height: 800 } });
  for (const path of site.pages) {
    await open(path);
    const wide = await page.evaluate(sideways);
    if (wide.length > 0) problems.push(`${path}: ${wide.join("; ")}`);
  }
  await close();
  none(problems);
});

test("without scripts every page says what it says with them", async () => {
  const { found } = await walked();
  const bare = await tab(browser, site, { javaScriptEnabled: false });
  const problems = [];
  for (const [path, { full }] of found) {
    await bare.open(path);
    const plain = await bare.page.evaluate(readable);
    if (!plain.heading) problems.push(`${path}: no h1 in main can be seen`);
    if (plain.tables < full.tables) problems.push(`${path}: ${plain.tables} of ${full.tables} tables can be seen`);
    if (plain.rows < full.rows) problems.push(`${path}: ${plain.rows} of ${full.rows} table rows can be seen`);
    if (plain.letters < full.letters * 0.9) {
      problems.push(`${path}: ${plain.letters} of ${full.letters} letters can be read`);
    }
  }
  await bare.close();
  none(problems);
});

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
const ALL = { type: "tag", values: WCAG };
// What the dark scheme changes is colours, and these are the rules that look at them.
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
const VIEWS = [
  ["in light", { colorScheme: "light" }, ALL],
  ["in dark", { colorScheme: "dark" }, COLOURS],
  ["in light, 320 px wide", { colorScheme: "light", viewport: { width: 320, height: 800 } }, ALL],
  ["in dark, 320 px wide", { colorScheme: "dark", viewport: { width: 320, height: 800 } }, COLOURS],
];
for (const [name, options, runOnly] of VIEWS) {
  test(`axe finds no violation of WCAG 2.2 AA on any kind of page ${name}`, async () => {
    const { page, open, problems, close } = await tab(browser, site, options);
    for (const path of site.samples(2)) {
      await open(path);
      // What is folded away is read too, once it is unfolded.
      await page.evaluate(() => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
      await page.evaluate(AXE);
      const { violations } = await page.evaluate((runOnly) => window.axe.run(document, {
        runOnly,
        rules: runOnly.type === "tag" ? { "target-size": { enabled: true } } : {},
        resultTypes: ["violations"],
        // It would fetch the style sheets again, which the pages' content security policy rightly refuses.
        preload: false,
      }), runOnly);
      for (const { id, help, nodes } of violations) {
        const [first] = nodes;
        problems.push(`${path}: ${id} (${help}), ${nodes.length} times, such as ${first.target.join(" ")}: ${first.html.slice(0, 160)}: ${first.failureSummary.replace(/\s+/g, " ")}`);
      }
    }
    await close();
    none(problems);
  });
}

test("the portfolio and an account print, without navigation", async () => {
  const { page, open, problems, close } = await tab(browser, site);
  for (const path of ["index.html", account].filter(Boolean)) {
    await open(path);
    for (const format of ["A4", "Letter"]) {
      const printed = await page.pdf({ format });
      if (printed.subarray(0, 5).toString() !== "%PDF-") problems.push(`${path}: printing on ${format} gives no PDF`);
    }
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll("nav")].filter((nav) => nav.checkVisibility()).map((nav) => nav.outerHTML.slice(0, 80)));
    for (const nav of shown) problems.push(`${path}: navigation is printed: ${nav}`);
    await page.emulateMedia({ media: null });
  }
  await close();
  none(problems);
});

/** What cannot be read in the charts that are shown: letters too small, or over each other, or beside the drawing. */
function unreadable(smallest) {
  const problems = [];
  for (const chart of document.querySelectorAll("svg.chart")) {
    if (!chart.checkVisibility()) continue;
    const name = chart.querySelector("title")?.textContent ?? chart.getAttribute("class");
    if (chart.getAttribute("role") === "img" && !name) problems.push(`a chart without a title`);
    const frame = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll("text")].filter((text) => text.getClientRects().length > 0 && text.textContent);
    const boxes = texts.map((text) => ({ words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize), box: text.getBoundingClientRect() }));
    for (const { words, size, box } of boxes) {
      if (size < smallest) problems.push(`${name}: “${words}” is ${size} px high`);
      if (box.left < frame.left - 2 || box.right > frame.right + 2) problems.push(`${name}: “${words}” stands beside the drawing`);
    }
    for (const [at, one] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) {
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Lines of text touch by their leading.
        if (wide > 1 && high > 4) problems.push(`${name}: “${one.words}” and “${other.words}” lie over each other`);
      }
    }
  }
  return problems;
}

for (const [name, viewport, media] of [["at 320 px", { width: 320, height: 800 }, "screen"], ["in print", { width: 688, height: 900 }, "print"]]) {
  test(`every chart can be read ${name}: letters of 11 px, none over another`, async () => {
    const { page, open, problems, close } = await tab(browser, site, { viewport });
    for (const path of site.pages.filter((path) => /^accounts\/[^/.]+\.html$|^[^/]+\.html$/.test(path))) {
      await open(path);
      await page.emulateMedia({ media });
      await page.evaluate(() => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
      for (const problem of await page.evaluate(unreadable, 11)) problems.push(`${path}: ${problem}`);
    }
    await close();
    none(problems);
  });
}

const SHEETS = [
  ["call sheet", /^accounts\/[^/.]+\.call\.html$/, 1, 1],
  ["review pack", /^accounts\/[^/.]+\.review\.html$/, 2, 6],
  ["customer's edition of a review pack", /^accounts\/[^/.]+\.review\.customer\.html$/, 1, 6],
  ["portfolio page", /^index\.html$/, 1, 8],
  ["account page", /^accounts\/[^/.]+\.html$/, 1, 20],
  ["page of standards", /^standards\.html$/, 1, 12],
];
for (const [name, address, least, most] of SHEETS) {
  const promised = least === most ? `${most} page` : `${least} to ${most} pages`;
  test(`every ${name} prints on ${promised}, on A4 and on Letter`, async () => {
    const { page, open, problems, close } = await tab(browser, site);
    const sheets = site.pages.filter((path) => address.test(path));
    if (sheets.length === 0) problems.push(`there is no ${name}`);
    for (const path of sheets) {
      await open(path);
      for (const format of ["A4", "Letter"]) {
        const printed = (await page.pdf({ format })).toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
        if (printed < least || printed > most) problems.push(`${path}: ${printed} pages on ${format}`);
      }
    }
    await close();
    none(problems);
  });
}

test("by keyboard: skip to the content, open an account from the table, ask how it is known", async () => {
  const { page, open, problems, close } = await tab(browser, site);
  await open("index.html");

  const skip = await tabTo(page, "a[href^='#']", 1);
  assert.ok(skip.visible, "the focus on the skip link cannot be seen");
  await page.keyboard.press("Enter");
  assert.ok(
    await page.evaluate(() => document.querySelector(":target")?.closest("main") != null),
    `the skip link ${skip.href} does not lead into main`,
  );
  await page.keyboard.press("Tab");
  assert.ok(
    await page.evaluate(() => document.activeElement?.closest("main") != null),
    "the next Tab after the skip link does not land in main",
  );

  await open("index.html");
  const link = await tabTo(page, "main table a[href^='accounts/']");
  assert.ok(link.visible, "the focus on an account's link cannot be seen");
  await Promise.all([page.waitForURL(/\/accounts\/[^/]+\.html/), page.keyboard.press("Enter")]);
  await page.waitForLoadState("load");

  const isOpen = () => page.evaluate(() => document.activeElement.closest("details").open);
  const summary = await tabTo(page, "main details:not([open]) > summary");
  assert.ok(summary.visible, "the focus on a summary cannot be seen");
  await page.keyboard.press("Enter");
  assert.equal(await isOpen(), true, "Enter does not open the details");
  await page.keyboard.press("Space");
  assert.equal(await isOpen(), false, "Space does not close the details");
  await close();
  none(problems);
});

/** A record with a word in its title that is long enough to be misspelled. */
function sought() {
  const items = findable(site).filter(({ date, title }) => date && /[A-Za-z]{7}/.test(title));
  const item = items[0];
  return { ...item, word: item.title.match(/[A-Za-z]{7,}/)[0].toLowerCase() };
}

/** The addresses of the results, once there are any. */
async function results(page) {
  await page.waitForSelector(".results li");
  return page.evaluate(() => [...document.querySelectorAll(".results > li > a")].map((link) => link.getAttribute("href")));
}

test("the search is at hand on every page, and leads by keyboard to a record's permanent address", ifScripted, async () => {
  const { page, open, problems, close } = await tab(browser, site);
  const { word } = sought();
  await open(account);
  await page.keyboard.press("/");
  await page.keyboard.type(word);
  await page.waitForSelector(".hits li a");
  assert.ok(await page.evaluate(() => document.querySelector(".hits mark") !== null), "no match is marked");
  await page.keyboard.press("ArrowDown");
  const href = await page.evaluate(() => document.activeElement.href);
  await Promise.all([page.waitForURL(href), page.keyboard.press("Enter")]);
  await page.waitForLoadState("load");
  assert.ok(!href.includes("#") || await page.evaluate(() => document.querySelector(":target") !== null), `${href} leads to no element`);
  await page.keyboard.press("/");
  await page.keyboard.type(word);
  await Promise.all([page.waitForURL(/search\.html\?q=/), page.keyboard.press("Enter")]);
  assert.ok((await results(page)).length > 0);
  await close();
  none(problems);
});

test("a word may be misspelled behind its second letter, filters narrow, and the address keeps it all", ifScripted, async () => {
  const { page, open, problems, close } = await tab(browser, site);
  const item = sought();
  const wrong = item.word.slice(0, 3) + item.word.slice(4);
  const found = () => page.evaluate(() => document.querySelector(".found").textContent);
  const ready = (count) => page.waitForFunction((count) => document.querySelector(".found").textContent !== count, count);
  await open("search.html");
  await page.keyboard.type(`${wrong} ${item.word.slice(0, 4)}`);
  await results(page);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, preload: false }), WCAG);
  for (const { id, nodes } of violations) problems.push(`results: ${id}: ${nodes[0].html.slice(0, 160)}`);
  const all = await found();
  await page.selectOption("[name=kind]", item.href.match(/#([a-z]+)-/)[1]);
  await page.waitForFunction(() => location.search.includes("kind="));
  await page.selectOption("[name=year]", item.date.slice(0, 4));
  await page.fill("[name=account]", item.account);
  await page.waitForTimeout(500);
  assert.ok((await results(page)).includes(item.href), `${wrong} does not find ${item.href}`);
  const narrowed = await found();
  const address = page.url();
  for (const part of ["q=", "kind=", "year=", "account="]) assert.ok(address.includes(part), `${address} has no ${part}`);
  await page.reload();
  await results(page);
  assert.equal(await found(), narrowed);
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => !location.search.includes("kind="));
  await ready(narrowed);
  assert.equal(await found(), all, "the way back does not undo the filters");
  await page.fill("[name=q]", "zzqqxxyy");
  await page.waitForSelector("[data-nothing]:not([hidden])");
  assert.equal(await found(), "0 results");
  await close();
  none(problems);
});

test("the script cuts texts into words as the program does", ifScripted, async () => {
  const { page, open, problems, close } = await tab(browser, site);
  const cases = JSON.parse(readFileSync(new URL("words.json", import.meta.url), "utf8"));
  await open("search.html");
  await page.keyboard.type("ab");
  await page.waitForFunction(() => window.standingSearch);
  for (const [text, words] of cases) {
    assert.deepEqual(await page.evaluate((text) => window.standingSearch.words(text), text), words, text);
  }
  await close();
  none(problems);
});

test("the order of a table stays in the address, and the way back undoes it; ? lists the keys", ifScripted, async () => {
  const { page, open, problems, close } = await tab(browser, site);
  const first = () => page.evaluate(() => [...document.querySelectorAll("#accounts-table tbody th")].map((head) => head.textContent));
  await open("index.html");
  const before = await first();
  const head = page.locator("#accounts-table thead button").first();
  await head.click();
  await head.click();
  const after = await first();
  assert.deepEqual(after, [...after].sort((one, other) => other.localeCompare(one)));
  assert.ok(page.url().includes("sort=-1"), page.url());
  await page.reload();
  assert.deepEqual(await first(), after);
  await page.goBack();
  await page.goBack();
  assert.deepEqual(await first(), before);
  await page.keyboard.press("j");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "j goes nowhere");
  await page.keyboard.press("?");
  assert.ok(await page.evaluate(() => document.querySelector("dialog[open] kbd") !== null), "? lists no keys");
  await page.keyboard.press("Escape");
  assert.ok(await page.evaluate(() => document.querySelector("dialog[open]") === null), "Escape leaves the list open");
  await close();
  none(problems);
});

test("a table keeps its lines when it is pasted into a mail", { skip: ifScripted.skip ? false : "this theme is for the screen" }, async () => {
  const { page, open, problems, close } = await tab(browser, site);
  await open(account);
  await page.evaluate(() => {
    const range = document.createRange();
    range.selectNode(document.querySelector("main table"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  await page.keyboard.press("Control+C");
  const mail = await page.context().newPage();
  await mail.setContent("<div contenteditable>.</div>");
  await mail.click("div");
  await mail.keyboard.press("Control+V");
  const bare = await mail.evaluate(() => [...document.querySelectorAll("th, td")].filter((cell) => cell.style.borderTopStyle !== "solid").length);
  const cells = await mail.evaluate(() => document.querySelectorAll("th, td").length);
  assert.ok(cells > 3 && bare === 0, `${bare} of ${cells} cells have no lines`);
  await close();
  none(problems);
});

const java = spawnSync("java", ["-version"]).status === 0;
test("the Nu HTML checker finds no error", { skip: java ? false : "java is not installed" }, () => {
  const jar = require.resolve("vnu-jar/build/dist/vnu.jar");
  const options = ["--errors-only", "--format", "json", "--exit-zero-always"];
  const problems = [];
  for (let first = 0; first < site.pages.length; first += 500) {
    const files = site.pages.slice(first, first + 500);
    const run = spawnSync("java", ["-Xss4m", "-jar", jar, ...options, ...files], { cwd: site.folder, encoding: "utf8", maxBuffer: 2 ** 28 });
    assert.ok(run.stderr.startsWith("{"), `the Nu HTML checker did not run: ${run.stderr}`);
    for (const { url, lastLine, message, extract } of JSON.parse(run.stderr).messages) {
      problems.push(`${url ? site.path(url) ?? url : "?"}:${lastLine ?? "?"}: ${message} ${extract ? JSON.stringify(extract) : ""}`);
    }
  }
  none(problems);
});
