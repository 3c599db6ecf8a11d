// Reads the data of a built site as other people's programs do: `node data.mjs SITE`. The JSON documents against their
// schema, the feeds against a grammar of Atom, the tables by a reader of CSV.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "csv-parse/sync";
import { none, Site } from "./site.mjs";

if (!process.argv[2]) {
  console.error("usage: node data.mjs SITE (the folder of a built site)");
  process.exit(2);
}
const site = new Site(process.argv[2]);
const require = createRequire(import.meta.url);
const read = (path) => readFileSync(join(site.folder, path), "utf8");
const json = (path) => JSON.parse(read(path));
const files = (pattern) => [...site.files].filter((path) => pattern.test(path)).sort();
const schema = json("data/schema.json");
const documents = files(/^data\/(?!schema).*\.json$/);
const accounts = site.pages.filter((page) => /^accounts\/[^/.]+\.html$/.test(page)).map((page) => page.slice(9, -5));

test("every document is as the schema says, and the schema leaves no field out", () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  const problems = [];
  assert.equal(documents.length, accounts.length + Math.max(1, Math.ceil(accounts.length / 500)));
  for (const path of documents) assert.ok(read(path).length < 1_000_000, `${path} is heavy`);
  for (const path of documents) {
    const document = json(path);
    if (!validate(document)) {
      problems.push(...validate.errors.map((error) => `${path}${error.instancePath}: ${error.message}`));
    }
    problems.push(...undocumented(document, schema, path));
    const to = new URL(document.$schema, `https://site.invalid/${path}`).pathname;
    if (to !== "/data/schema.json") problems.push(`${path}: $schema leads to ${to}`);
  }
  none(problems);
});

/** The fields of a value that its schema has not, or does not explain. */
function undocumented(value, part, at) {
  const known = resolved(part, value);
  if (Array.isArray(value)) return value.slice(0, 5).flatMap((one, index) => undocumented(one, known.items ?? {}, `${at}/${index}`));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = known.properties?.[name];
    if (!field) return [`${at}: the schema has no field ${name}`];
    const about = field.description ?? field.const ?? resolved(field, inner).description;
    return about ? undocumented(inner, field, `${at}/${name}`) : [`${at}: nothing says what ${name} is`];
  });
}

/** A part of the schema with what it refers to. */
function resolved(part, value) {
  const inner = (part.oneOf ?? part.anyOf ?? []).map((one) => resolved(one, value));
  const one = inner.find((one) => one.properties?.document?.const === value?.document) ?? inner[0] ?? {};
  const named = part.$ref ? resolved(schema.$defs[part.$ref.split("/").pop()], value) : {};
  return { ...one, ...named, ...part, properties: { ...one.properties, ...named.properties, ...part.properties } };
}

test("a wrong document is found wrong", () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  const document = json("data/portfolio.json");
  for (const spoil of [
    (one) => { one.as_of = "yesterday"; },
    (one) => { delete one.accounts; },
    (one) => { one.accounts[0].standing = "fine"; },
    (one) => { one.accounts[0].score = "high"; },
    (one) => { one.document = "other"; },
  ]) {
    const copy = structuredClone(document);
    spoil(copy);
    assert.equal(validate(copy), false, spoil.toString());
  }
});

test("every table says over all accounts what their documents say, and runs nothing in a spreadsheet", () => {
  const problems = [];
  const of = accounts.map((slug) => json(`data/accounts/${slug}.json`)).sort((left, right) => (left.account.account < right.account.account ? -1 : 1));
  const portfolio = [];
  for (let next = "data/portfolio.json"; next; next = portfolio.at(-1).next) portfolio.push(json(next));
  const lines = portfolio.flatMap((document) => document.accounts);
  assert.equal(lines.length, portfolio[0].accounts_total);
  assert.deepEqual(lines.map((line) => line.document).filter((path) => !site.files.has(path)), []);
  const tables = files(/^data\/.*\.csv$/);
  assert.ok(tables.length > 10);
  for (const path of tables) {
    const name = path.slice(5, -4);
    const text = read(path);
    if (!text.endsWith("\r\n")) problems.push(`${path}: the last line does not end`);
    const rows = parse(text, { columns: true, relax_column_count: false });
    const expected = name === "accounts" ? lines : of.flatMap((document) => document[name]);
    const sorted = (all) => all.map((row) => JSON.stringify(row)).sort();
    const wanted = expected.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, cell(value)])));
    try {
      if (name === "attention") holds(rows, wanted);
      else assert.deepEqual(sorted(rows), sorted(wanted));
    } catch (error) {
      problems.push(`${path}: ${error.message}`);
    }
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (/^\s*[=+@-]/.test(value) && Number.isNaN(Number(value))) problems.push(`${path}: ${column} is run: ${value}`);
      }
    }
  }
  none(problems);
});

/** What needs attention has a rank over all accounts in the table and one of its own in a document, and the table has more: what
 * is found across accounts. */
function holds(rows, wanted) {
  assert.deepEqual(rows.map((row) => Number(row.rank)), rows.map((row, at) => at + 1));
  const plain = (row) => JSON.stringify({ ...row, rank: "" });
  const all = new Set(rows.map(plain));
  assert.deepEqual(wanted.map(plain).filter((row) => !all.has(row)), []);
}

/** What a cell holds: said here a second time, so that a change of it is noticed. */
function cell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : value;
  return /^(\s*[=+@＝＋－＠-]|[\t\r\n])/.test(text) && (text.trim() === "" || Number.isNaN(Number(text))) ? `'${text}` : text;
}

test("every feed is Atom, and leads where it says", (context) => {
  const feeds = files(/\.atom$/);
  assert.equal(feeds.length, accounts.length + 1);
  const problems = [];
  for (const path of feeds) {
    const text = read(path);
    const ids = [...text.matchAll(/<id>(.*?)<\/id>/g)].map((match) => match[1]);
    if (new Set(ids).size !== ids.length) problems.push(`${path}: two entries have the same id`);
    const days = [...text.matchAll(/<updated>(.*?)<\/updated>/g)].map((match) => match[1]);
    if (days.slice(1).some((day, at) => at > 0 && day > days[at])) problems.push(`${path}: the newest is not first`);
    if (days.slice(1).some((day) => day > days[0])) problems.push(`${path}: an entry is newer than the feed`);
    for (const [, href] of text.matchAll(/<link href="([^"]*)"/g)) {
      const target = decodeURI(new URL(href.replaceAll("&amp;", "&"), `https://site.invalid/${dirname(path)}/`).pathname.slice(1));
      if (!/^https?:/.test(href) && !site.files.has(target)) problems.push(`${path}: ${href} leads nowhere`);
    }
  }
  none(problems);
  if (spawnSync("java", ["-version"]).error) return context.skip("no java: the grammar is left out");
  const jar = require.resolve("vnu-jar/build/dist/vnu.jar");
  const grammar = fileURLToPath(new URL("schemas/atom.rnc", import.meta.url));
  const jing = spawnSync("java", [
    "-cp", jar, "nu.validator.vendor.thaiopensource.relaxng.util.Driver", "-c", grammar,
    ...feeds.map((path) => join(site.folder, path)),
  ], { encoding: "utf8" });
  assert.equal(jing.status, 0, jing.stdout + jing.stderr);
});
