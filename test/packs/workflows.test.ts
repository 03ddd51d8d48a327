import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import type { FileEntry, FileTree } from '../../generators/pipeline/tree.js';
import { coveringRenders } from '../support/emitted.js';
import { scratchFolder } from '../support/scratch.js';
import { checkNames, problemsOf, readWorkflow } from '../support/workflows.js';

const { pack } = newestPack();
const choices = coveringRenders(pack);

function textOf(tree: FileTree, path: string): string {
  return tree.get(path)?.bytes.toString('utf8') ?? '';
}

function below(tree: FileTree, folder: string): string[] {
  return [...tree.keys()].filter((path) => path.startsWith(folder));
}

function findings(find: (tree: FileTree) => readonly string[]): string[] {
  return choices.flatMap(({ name, tree }) => find(tree).map((finding) => `[${name}] ${finding}`));
}

const WORKFLOWS = '.github/workflows/';

describe('the workflows of every choice', () => {
  it('read only, stop for a newer push, pin what they use, and can fail', () => {
    expect(findings((tree) => below(tree, WORKFLOWS).flatMap((path) => problemsOf(path, textOf(tree, path))))).toEqual([]);
  });

  it('have different names for their checks', () => {
    expect(
      findings((tree) => {
        const names = below(tree, WORKFLOWS).flatMap((path) => checkNames(readWorkflow(textOf(tree, path))));
        return names.filter((name, index) => names.indexOf(name) !== index);
      }),
    ).toEqual([]);
  });

  it('give every check that is there to the rules of the branch, and no other', () => {
    const protectedTrees = choices.map(({ tree }) => tree).filter((tree) => tree.has('scripts/protect_main.sh'));
    const byWorkflows = new Map(
      protectedTrees.map((tree) => [
        below(tree, WORKFLOWS)
          .map((path) => textOf(tree, path))
          .join(),
        tree,
      ]),
    );
    expect(byWorkflows.size).toBeGreaterThan(5);
    for (const tree of byWorkflows.values()) {
      const always = below(tree, WORKFLOWS).filter((path) => /^ {2}pull_request:\n(?! {4})/m.test(textOf(tree, path)));
      const shown = always.flatMap((path) => checkNames(readWorkflow(textOf(tree, path))));
      expect(requiredChecks(tree).toSorted()).toEqual(shown.filter((name) => !name.includes('${{')).toSorted());
    }
  });

  it('that run for some pull requests only, or never, are not asked for', () => {
    const workflow = (start: string): FileEntry => file(`name: Mine\n\non:\n${start}\njobs:\n  mine:\n    name: Mine\n    steps: []\n`);
    const tree = choices.find(({ name }) => name === 'only team-write-access')?.tree ?? new Map();
    const ask = (start: string): string[] => requiredChecks(new Map([...tree, [`${WORKFLOWS}mine.yaml`, workflow(start)]]));
    expect(ask('  pull_request:\n  push:\n')).toEqual(['Mine']);
    expect(ask('  push:\n    branches: [main]\n  pull_request:\n')).toEqual(['Mine']);
    expect(ask('  pull_request:\n    paths: [docs/]\n')).toEqual([]);
    expect(ask('  push:\n')).toEqual([]);
    expect(requiredChecks(tree)).toEqual([]);
  });

  const sound = choices.map(({ tree }) => textOf(tree, `${WORKFLOWS}linting.yaml`)).find((text) => text !== '') ?? '';
  it.each([
    ['formats instead of comparing', 'ruff format --check .', 'ruff format .'],
    ['fixes instead of checking', 'ruff check ', 'ruff check --fix '],
    ['never fails', 'ruff check --output-format github .', 'ruff check . || true'],
    ['keeps credentials', 'persist-credentials: false', 'persist-credentials: true'],
    ['uses what somebody can move', '@3d3c42e5aac5ba805825da76410c181273ba90b1', '@v7'],
    ['may write', 'contents: read', 'contents: write'],
  ])('would not get past this test if one %s', (_, find, put) => {
    expect(sound).toContain(find);
    expect(problemsOf('linting.yaml', sound.replace(find, put))).not.toEqual([]);
  });
});

describe('the Dockerfiles of every choice', () => {
  it('copy only what is there and what .dockerignore lets through', () => {
    expect(
      findings((tree) => {
        const allowed = textOf(tree, '.dockerignore')
          .split('\n')
          .filter((line) => line.startsWith('!'))
          .map((line) => line.slice(1));
        return below(tree, 'dockerfiles/')
          .filter((path) => path.endsWith('.dockerfile'))
          .flatMap((path) => copied(textOf(tree, path)).map((source) => ({ path, source })))
          .filter(({ source }) => !tree.has(source) || !allowed.some((entry) => source.startsWith(entry)))
          .map(({ path, source }) => `${path} copies ${source}`);
      }),
    ).toEqual([]);
  });

  it('need nothing that an old builder does not know, and run as a user by number', () => {
    expect(
      findings((tree) =>
        below(tree, 'dockerfiles/')
          .filter((path) => path.endsWith('.dockerfile'))
          .flatMap((path) => {
            const text = textOf(tree, path);
            const lines = [/<<-?['"]?\w/, /COPY[^\n]*--link/, /type=bind,[^\n]*target=[^/]/].filter((sign) => sign.test(text)).map(String);
            const user = [...text.matchAll(/^USER (.*)$/gm)].at(-1)?.[1] ?? 'root';
            const health = /^HEALTHCHECK /m.test(text) ? [] : ['says nothing about its health'];
            return [...lines, ...health, ...(/^[1-9]\d*$/.test(user) ? [] : [`runs as ${user}`])].map((fact) => `${path}: ${fact}`);
          }),
      ),
    ).toEqual([]);
  });
});

/** The files that a Dockerfile takes from the repository by name; patterns and whole folders are let be. */
function copied(text: string): string[] {
  const lines = [...text.matchAll(/^COPY (?!--from)(.*)$/gm)].map(([, words = '']) => words.split(' ').slice(0, -1));
  return lines.flat().filter((word) => word !== '.' && !/[*?[]/.test(word));
}

/** The checks that the script of the repository would ask GitHub for. */
function requiredChecks(tree: FileTree): string[] {
  const folder = scratchFolder('rules');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, { bytes }] of tree) {
    if (!/^(\.github|scripts)\//.test(path)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const said = execFileSync('sh', ['scripts/protect_main.sh', '--dry-run'], { cwd: folder, encoding: 'utf8' });
  return [...said.matchAll(/^ {2}required: (.*)$/gm)].map(([, name = '']) => name);
}

function file(text: string): FileEntry {
  return { kind: 'file', bytes: Buffer.from(text), executable: false };
}
