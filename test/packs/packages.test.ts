import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { toml } from '../../generators/pipeline/merge/keyed/toml.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { answersFor, claimedTasks, coveringRenders, renderChoice } from '../support/emitted.js';
import { lintPython, ruffSettings } from '../support/python_lint.js';

const { pack } = newestPack();
const choices = coveringRenders(pack);

interface Project {
  readonly project: {
    readonly name: string;
    readonly dependencies: readonly string[];
    readonly 'optional-dependencies': Readonly<Record<string, readonly string[]>>;
  };
  readonly 'dependency-groups': Readonly<Record<string, readonly string[]>>;
  readonly tool: { readonly uv?: unknown };
}

function textOf(tree: FileTree, path: string): string {
  return tree.get(path)?.bytes.toString('utf8') ?? '';
}

function projectOf(tree: FileTree): Project {
  return parse(textOf(tree, 'pyproject.toml')) as unknown as Project;
}

function nameOf(requirement: string): string {
  return /^[\w.-]+/.exec(requirement)?.[0] ?? '';
}

function required(tree: FileTree, path: string): string[] {
  return textOf(tree, path)
    .split('\n')
    .filter((line) => line !== '' && !/^(#|--)/.test(line))
    .map(nameOf);
}

describe('the packages of every choice', () => {
  it('stand once in the requirements files, and are those of pyproject.toml', () => {
    for (const { name, tree } of choices) {
      const { project, 'dependency-groups': groups } = projectOf(tree);
      const isOther = (requirement: string): boolean => nameOf(requirement) !== project.name;
      const needed = [...project.dependencies, ...Object.values(project['optional-dependencies']).flat()].filter(isOther).map(nameOf);
      expect(required(tree, 'requirements.txt').toSorted(), name).toEqual(needed.toSorted());
      const tools = Object.values(groups).flat().filter(isOther).map(nameOf);
      expect(required(tree, 'requirements_dev.txt').toSorted(), name).toEqual(tools.toSorted());
      const all = [...needed, ...tools];
      expect(
        all.filter((one, index) => all.indexOf(one) !== index),
        name,
      ).toEqual([]);
    }
  });

  it('stand in lists to which two people can add', () => {
    for (const { name, tree } of choices) expect(toml.read(textOf(tree, 'pyproject.toml')), name).toBeDefined();
  });

  it('name only extras that are there, and uv installs all of them', () => {
    for (const { name, tree } of choices) {
      const { project, 'dependency-groups': groups, tool } = projectOf(tree);
      const extras = Object.keys(project['optional-dependencies']);
      const lists = [...Object.values(project['optional-dependencies']), ...Object.values(groups)].flat();
      const named = lists.flatMap((line) => new RegExp(`^${project.name}\\[(.*)\\]$`).exec(line)?.[1]?.split(',') ?? []);
      expect(
        named.filter((extra) => !extras.includes(extra)),
        name,
      ).toEqual([]);
      const mirrored = Object.keys(groups).filter((group) => extras.includes(group));
      const filled = extras.filter((extra) => project['optional-dependencies'][extra]?.some((line) => nameOf(line) !== project.name));
      expect(tool.uv === undefined ? [] : filled.filter((extra) => !mirrored.includes(extra)), name).toEqual([]);
    }
  });
});

it('the README and the settings of the smallest project name nothing that is off', () => {
  const tree = renderChoice(pack, { name: 'minimal', answers: answersFor(pack, []) });
  const pages = [...textOf(tree, 'README.md').matchAll(/\]\((docs\/[^)]*)\)/g)].map(([, path = '']) => path);
  expect(pages).toEqual([...tree.keys()].filter((path) => path.startsWith('docs/')).toSorted(byStage));
  const lines = textOf(tree, 'pyproject.toml').split('\n');
  const orphans = lines.filter((line, index) => line.startsWith('#') && /^(#|$)/.test(lines[index + 1] ?? ''));
  expect(orphans).toEqual([]);
});

/** The order of the pack's stages, in which the README lists their pages. */
function byStage(one: string, other: string): number {
  const place = (path: string): number => pack.stages.findIndex(({ id }) => path === `docs/${id}.md`);
  return place(one) - place(other);
}

it('a command that is added to tasks.py as its docstring says passes the linter', () => {
  const tree = renderChoice(pack, { name: 'everything', answers: answersFor(pack, claimedTasks(pack)) });
  const tasks = textOf(tree, 'tasks.py');
  const example = /^( {4}@invoke\.task\n(?: {4}.*\n)+)/m.exec(tasks)?.[1]?.replaceAll(/^ {4}/gm, '').replaceAll("'''", '"""') ?? '';
  expect(example).toContain('def hello');
  const settings = ruffSettings(textOf(tree, 'pyproject.toml'));
  expect(lintPython('tasks.py', `${tasks}\n\n${example}`, 'demo', settings)).toEqual([]);
  expect(lintPython('tasks.py', `${tasks}\n\nfrom invoke import task\n`, 'demo', settings)).not.toEqual([]);
});

it('the code has owners where members were given', () => {
  const given = { members: ['ada', 'grace-h'] };
  const owners = (members: Readonly<Record<string, readonly string[]>>): string | undefined =>
    renderChoice(pack, { name: 'team', answers: answersFor(pack, ['team-write-access'], members) })
      .get('.github/CODEOWNERS')
      ?.bytes.toString('utf8');
  expect(owners(given)).toMatch(/^#.*\n\* @ada @grace-h\n$/);
  expect(owners({})).toBeUndefined();
});
