// Reads what a check finds as other people's programs do: `node formats.mjs PROGRAM RECORDS …`. SARIF against its own schema,
// JSON against the published one, the reports of GitLab and JUnit against what their readers document.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv04 from "ajv-draft-04";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [program, ...repositories] = process.argv.slice(2);
if (repositories.length === 0) {
  console.error("usage: node formats.mjs PROGRAM RECORDS …");
  process.exit(2);
}
const require = createRequire(import.meta.url);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const schema = (path) => JSON.parse(readFileSync(path, "utf8"));

/** What a check of each repository prints in a format. */
function checked(format) {
  return repositories.map((records) => {
    const { status, stdout, stderr } = spawnSync(program, ["check", records, "--format", format], { encoding: "utf8", maxBuffer: 1 << 28 });
    assert.ok(status === 0 || status === 1, `${records}: ${stderr}`);
    return stdout;
  });
}

function valid(ajv, schema, format) {
  addFormats(ajv);
  const validate = ajv.compile(schema);
  for (const text of checked(format)) {
    const document = JSON.parse(text);
    assert.ok(validate(document), ajv.errorsText(validate.errors));
  }
}

test("SARIF is as the OASIS schema says", () => {
  const path = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  valid(new Ajv04({ strict: false, unicodeRegExp: false }), schema(path), "sarif");
  const places = checked("sarif").flatMap((text) => JSON.parse(text).runs[0].results);
  assert.ok(places.length > 0);
  for (const { locations: [{ physicalLocation: { artifactLocation } }] } of places) {
    assert.ok(decodeURIComponent(artifactLocation.uri).length > 0 && !/^[a-z]+:|^\//.test(artifactLocation.uri));
  }
});

test("JSON is as its published schema says", () => {
  valid(new Ajv2020({ strict: true }), schema(here("../../schemas/check.json")), "json");
});

test("the report for GitLab is as GitLab documents it, and each finding has a name of its own", () => {
  valid(new Ajv2020({ strict: true }), schema(here("schemas/code-quality.json")), "gitlab");
  for (const text of checked("gitlab")) {
    const names = JSON.parse(text).map((issue) => issue.fingerprint);
    assert.equal(new Set(names).size, names.length);
  }
});

test("the JUnit report is one, and counts what it holds", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "standing-"));
  const files = checked("junit").map((text, at) => {
    for (const [suite, tests, , failures] of text.matchAll(/<testsuite name="[^"]*" tests="(\d+)"( [a-z]+="\d+")* failures="(\d+)">/g)) {
      const inside = text.slice(text.indexOf(suite)).split("</testsuite>")[0];
      assert.equal(inside.match(/<testcase /g).length, Number(tests));
      assert.equal((inside.match(/<failure /g) ?? []).length, Number(failures));
    }
    const file = join(folder, `${at}.xml`);
    writeFileSync(file, text);
    return file;
  });
  try {
    if (spawnSync("java", ["-version"]).error) return context.skip("no java: the grammar is left out");
    const jar = require.resolve("vnu-jar/build/dist/vnu.jar");
    const driver = "nu.validator.vendor.thaiopensource.relaxng.util.Driver";
    const jing = spawnSync("java", ["-cp", jar, driver, "-c", here("schemas/junit.rnc"), ...files], { encoding: "utf8" });
    assert.equal(jing.status, 0, jing.stdout + jing.stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
