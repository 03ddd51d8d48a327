import { describe, expect, it } from 'vitest';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { coveringRenders } from '../support/emitted.js';
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

  it('have the checks that the rules of the branch ask for, and the rules ask for one check of each workflow', () => {
    expect(
      findings((tree) => {
        const asked = below(tree, '.github/rulesets/').flatMap((path) => requiredChecks(textOf(tree, path)));
        const shown = below(tree, WORKFLOWS).map((path) => checkNames(readWorkflow(textOf(tree, path))));
        const unknown = asked.filter((name) => !shown.flat().includes(name));
        const unasked = shown.filter((names) => !names.some((name) => asked.includes(name)));
        const hasRules = tree.has('.github/rulesets/main.json');
        return hasRules ? [...unknown, ...unasked.map(String)] : asked;
      }),
    ).toEqual([]);
  });

  const sound = choices.map(({ tree }) => textOf(tree, `${WORKFLOWS}linting.yaml`)).find((text) => text !== '') ?? '';
  it.each([
    ['formats instead of comparing', 'ruff format --check .', 'ruff format .'],
    ['mends instead of judging', 'ruff check ', 'ruff check --fix '],
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

function requiredChecks(text: string): string[] {
  return [...text.matchAll(/"context": "([^"]*)"/g)].map(([, name = '']) => name);
}
