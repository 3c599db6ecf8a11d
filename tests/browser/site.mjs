// A built site on disk, and a Chromium that opens it from there. Knows nothing about what the pages are about.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser that is installed here; nothing is ever downloaded. */
export async function launch() {
  const executablePath = process.env.CHROMIUM || CANDIDATES.find(existsSync);
  if (!executablePath) {
    throw new Error(`no Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM; looked for ${CANDIDATES.join(", ")}`);
  }
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
}

export class Site {
  constructor(folder) {
    this.folder = resolve(folder);
    if (!existsSync(join(this.folder, "index.html"))) {
      console.error(`${this.folder} holds no index.html: it is not a built site`);
      process.exit(2);
    }
    this.files = new Set(walk(this.folder).map((file) => relative(this.folder, file).split(sep).join("/")));
    this.pages = [...this.files].filter((file) => file.endsWith(".html")).sort();
  }

  url(path) {
    return pathToFileURL(join(this.folder, path)).href;
  }

  /** Where a URL lies in the site; undefined if it leaves it. */
  path(url) {
    if (!url.startsWith("file:")) return undefined;
    const path = relative(this.folder, fileURLToPath(url.replace(/[?#].*$/s, ""))).split(sep).join("/");
    return path === ".." || path.startsWith("../") ? undefined : path;
  }

  /** The pages grouped by what they have in common: `accounts/north.2026.html` is one of `accounts/*.N.html`. */
  kinds() {
    const kinds = new Map();
    for (const page of this.pages) {
      const kind = page.replace(/^(.+\/)[^/.]+/, "$1*").replace(/\d+/g, "N");
      kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
    }
    return kinds;
  }

  /** Some pages of each kind. */
  samples(count) {
    return [...this.kinds().values()].flatMap((pages) => pages.slice(0, count));
  }
}

/** What a plain web server says of a file; what is not named here is sent as it comes. */
const MEDIA = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml", json: "application/json", xml: "application/atom+xml" };

/** The same site from a sub-path of a plain web server on loopback, as a forge would publish it. */
export async function published(site) {
  const base = "/some/project/";
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(base.length);
    if (!site.files.has(path)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": MEDIA[path.split(".").pop()] ?? "application/octet-stream" });
    response.end(readFileSync(join(site.folder, path)));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const root = `http://127.0.0.1:${server.address().port}${base}`;
  return {
    samples: (count) => site.samples(count),
    url: (path) => root + path.split("/").map(encodeURIComponent).join("/"),
    path: (url) => (url.startsWith(root) ? decodeURIComponent(url.slice(root.length).replace(/[?#].*$/s, "")) : undefined),
    close: () => server.close(),
  };
}

function walk(folder) {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    return statSync(file).isDirectory() ? walk(file) : [file];
  });
}

/** What was already said in one tab is not said again in the next. */
const heard = new Set();

/**
 * A tab in which whatever a reader should never meet is written down: errors in the console, exceptions, violations
 * of the content security policy, requests that fail or leave the folder.
 */
export async function tab(browser, site, options = {}) {
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = [];
  const note = (what) => {
    const problem = `${site.path(page.url()) ?? page.url()}: ${what}`;
    if (!heard.has(problem)) problems.push(problem);
    heard.add(problem);
  };
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`content security policy: ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) note(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => note(`exception: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && site.path(url) === undefined) note(`a request leaves the site: ${url}`);
  });
  // A request is aborted when the next page is opened before the icon has come: nothing is wrong with the page.
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") note(`${request.url()}: ${why}`);
  });
  const open = (path) => page.goto(site.url(path), { waitUntil: "load" });
  return { page, open, problems, close: () => context.close() };
}

/** What a page refers to and what can be referred to in it. Runs in the page. */
export function references() {
  const all = (selector, attribute) =>
    [...document.querySelectorAll(selector)].map((element) => element.getAttribute(attribute));
  return {
    links: [...all("a[href], area[href]", "href"), ...all("svg a", "href")].filter((link) => link !== null),
    resources: [
      ...all("link[href]", "href"), ...all("[src]", "src"), ...all("object[data]", "data"), ...all("use", "href"),
    ].filter((link) => link !== null),
    policy: document.querySelector("meta[http-equiv='Content-Security-Policy' i]")?.content ?? "",
    language: document.documentElement.lang,
    ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
  };
}

/** The elements that make a page wider than its window, innermost first. Runs in the page. */
export function sideways() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const framed = (element) => {
    for (let frame = element.parentElement; frame && frame !== document.body; frame = frame.parentElement) {
      if (getComputedStyle(frame).overflowX !== "visible") return true;
    }
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !framed(element))
    .map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> "${element.textContent.trim().slice(0, 40)}"`);
  return [`${document.documentElement.scrollWidth} px wide in a window of ${width} px`, ...wide.reverse().slice(0, 3)];
}

/** What a reader can read in a page. Runs in the page. */
export function readable() {
  const seen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const main = document.querySelector("main");
  const letters = (element) => element.innerText.replace(/\s/g, "").length;
  // What a script adds is a way to filter, not something to read.
  const controls = [...(main?.querySelectorAll(".filters") ?? [])].filter(seen).map(letters).reduce((sum, one) => sum + one, 0);
  return {
    heading: [...(main?.querySelectorAll("h1") ?? [])].filter(seen).map((heading) => heading.textContent.trim()).join(),
    tables: [...document.querySelectorAll("main table")].filter(seen).length,
    rows: [...document.querySelectorAll("main tr")].filter(seen).length,
    letters: main ? letters(main) - controls : 0,
  };
}

/** Presses Tab until the focus is on an element that matches; says which, and whether one can see that it is there. */
export async function tabTo(page, selector, limit = 400) {
  for (let presses = 1; presses <= limit; presses += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate((selector) => {
      const element = document.activeElement;
      if (!element?.matches(selector)) return null;
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      return { href: element.getAttribute("href"), visible: outlined || style.boxShadow !== "none" };
    }, selector);
    if (found) return { ...found, presses };
  }
  throw new Error(`${limit} presses of Tab do not reach ${selector}`);
}

/** Fails with what is wrong, where anything is. */
export function none(problems) {
  const shown = problems.slice(0, 40);
  const rest = problems.length > shown.length ? [`… and ${problems.length - shown.length} more`] : [];
  if (problems.length === 0) return;
  const error = new Error(`${problems.length} problems`);
  // The problems name their places; where in this file they were counted helps nobody.
  error.stack = [...shown, ...rest].join("\n");
  throw error;
}

/** In the page: how many figures there are, and those that neither open nor stand in a row that leads to its record. */
export function unexplained() {
  const figures = [...document.querySelectorAll("main .number, main details.how > summary .known")];
  const bare = figures.filter((figure) => {
    if (figure.matches("details.how *") || !/\d/.test(figure.textContent)) return false;
    const row = figure.closest("tr, li, dl > div, .figures > *");
    return !row?.querySelector("details.how, .file, th a, dt a");
  });
  const place = (figure) => figure.closest("section")?.querySelector("h2, h3")?.textContent.trim() ?? "";
  return { figures: figures.length, bare: bare.map((figure) => `${figure.textContent} (${place(figure)})`) };
}

/** What the search can find of a site, as its files say: an address, a title, a kind, a date, a day and words each. */
export function findable(site) {
  const files = [...site.files].filter((file) => /\.found\.\d+\.js$/.test(file)).sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(site.folder, file), "utf8");
    const [account, items] = JSON.parse(text.slice(text.indexOf("["), text.lastIndexOf(")")));
    return items.map(([href, title, kind, date, , says]) => ({ account, href, title, kind, date, says }));
  });
}
