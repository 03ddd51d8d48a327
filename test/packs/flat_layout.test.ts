import { basename, join, posix } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { planRemoval } from '../../generators/pipeline/answers/removal.js';
import { merge } from '../../generators/pipeline/merge/merge.js';
import { closeOverNeeds } from '../../generators/pipeline/pack/needs.js';
import { readPackFolder } from '../../generators/pipeline/pack/source/folder.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import { emittedPath } from '../../generators/pipeline/plan/render.js';
import { policyOf } from '../../generators/pipeline/run/prepare.js';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { topModules } from '../../generators/pipeline/uses/modules.js';
import { applyMerge, textsOf } from '../support/apply.js';
import { answersFor, claimedTasks, coveringRenders, type RenderedChoice, renderChoice } from '../support/emitted.js';
import { deadImports, textsIn } from '../support/leftovers.js';
import { lintPython, ruffSettings } from '../support/python_lint.js';
import { render } from '../support/render.js';
import { checkNames, problemsOf, readWorkflow } from '../support/workflows.js';

// What a pack emits whose package lies at the root: the same promises as for the newest one.

const pack = await readPackFolder(join(import.meta.dirname, '../../templates/2024'), () => Promise.resolve(undefined));
const all = claimedTasks(pack);
const toggles = pack.tasks.filter(({ always }) => !always).map(({ slug }) => slug);
const choices = coveringRenders(pack);
const everything = renderChoice(pack, { name: 'everything', answers: answersFor(pack, all) });
const settings = ruffSettings(everything.get('pyproject.toml')?.bytes.toString('utf8') ?? '');

/** Rendered whole, and nobody needs to edit them: what a task brings enters through the first, and its commands through the second. */
const GLUE = ['pkgname/plugins.py', 'Makefile'];

interface Content {
  readonly choice: RenderedChoice;
  readonly path: string;
  readonly text: string;
}

/** Every different text of every choice. */
const contents = new Map(
  choices.flatMap((choice) =>
    [...choice.tree].map(([path, { bytes }]): [string, Content] => {
      const text = bytes.toString('utf8');
      return [`${path}\0${text}`, { choice, path, text }];
    }),
  ),
);

function findings(check: (content: Content) => readonly string[]): string[] {
  return [...contents.values()].flatMap((content) => check(content).map((fact) => `[${content.choice.name}] ${content.path}: ${fact}`));
}

function renderAsked(asked: readonly string[]): FileTree {
  return render(makePlan(answersFor(pack, asked), pack));
}

/** The targets of a Makefile, by their names. */
function targetsIn(makefile: string): string[] {
  return [...makefile.matchAll(/^([a-z_]+):/gm)].map(([, name = '']) => name);
}

describe('what is emitted, for every task and pair of options', () => {
  it('holds no trace of a template, no blanks at the end of a line, and one newline at the end', () => {
    expect(
      findings(({ path, text }) => {
        if (text === '') return path.endsWith('.gitkeep') || path.endsWith('__init__.py') ? [] : ['is empty'];
        const mark = /<%|%>|\bundefined\b|\[object Object\]|pkgname/.exec(text)?.[0];
        const blanks = /[ \t]+$/m.test(text) ? ['has trailing blanks'] : [];
        const runs = /\n{4,}/.test(text) || (!path.endsWith('.py') && /\n{3,}/.test(text)) ? ['has a run of empty lines'] : [];
        const end = text.endsWith('\n') && !text.endsWith('\n\n') ? [] : ['does not end with one newline'];
        return [...(mark === undefined ? [] : [`holds "${mark}"`]), ...blanks, ...runs, ...end];
      }),
    ).toEqual([]);
  });

  it('parses in its own format', () => {
    expect(
      findings(({ path, text }) => {
        try {
          if (path.endsWith('.toml')) parseToml(text);
          if (path.endsWith('.json')) JSON.parse(text);
          return /\.ya?ml$/.test(path) ? parseDocument(text).errors.map(({ message }) => message) : [];
        } catch (error) {
          return [String(error)];
        }
      }),
    ).toEqual([]);
  });

  it('is Python that ruff neither complains about nor formats, in modules of up to 150 lines', () => {
    expect(
      findings(({ path, text, choice }) => {
        if (!path.endsWith('.py')) return [];
        const long = text.split('\n').length > 151 && !path.startsWith('reports/') ? ['is longer than 150 lines'] : [];
        return [...long, ...lintPython(path, text, choice.packageName, settings)];
      }),
    ).toEqual([]);
  });

  it('imports nothing that is not there, and names no module of tests twice', () => {
    const dead = choices.flatMap(({ name, tree }) =>
      deadImports(textsIn(tree), topModules(tree.keys())).map((fact) => `[${name}] ${fact}`),
    );
    expect(dead).toEqual([]);
    const tests = [...everything.keys()].filter((path) => path.startsWith('tests/test_')).map((path) => basename(path));
    expect(new Set(tests).size).toBe(tests.length);
  });

  it('has workflows that read only, pin what they use and can fail, with different names', () => {
    expect(findings(({ path, text }) => (path.startsWith('.github/workflows/') ? problemsOf(path, text) : []))).toEqual([]);
    const shown = [...everything].filter(([path]) => path.startsWith('.github/workflows/'));
    const names = shown.flatMap(([, { bytes }]) => checkNames(readWorkflow(bytes.toString('utf8'))));
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a target for each `make` of its pages, its workflows and its README', () => {
    const missing = choices.flatMap(({ name, tree }) => {
      const targets = targetsIn(tree.get('Makefile')?.bytes.toString('utf8') ?? '');
      const texts = [...tree].filter(([path]) => /^(?:README\.md|docs\/|\.github\/workflows\/)/.test(path));
      const asked = texts.flatMap(([path, { bytes }]) =>
        [...bytes.toString('utf8').matchAll(/(?:^|[`:] ?|=\w+ )make ([a-z_]+)/gm)].map(([, target = '']) => ({ path, target })),
      );
      return asked.filter(({ target }) => !targets.includes(target)).map(({ path, target }) => `[${name}] ${path}: make ${target}`);
    });
    expect(missing).toEqual([]);
  });

  it('has no link from a page to a page that is not there', () => {
    const dead = choices.flatMap(({ name, tree }) =>
      [...tree.keys()]
        .filter((path) => /^(?:README\.md|docs\/.*\.md)$/.test(path))
        .flatMap((path) => {
          const prose = (tree.get(path)?.bytes.toString('utf8') ?? '').replaceAll(/^```[\s\S]*?^```$|^ {4}.*$/gm, '');
          const links = [...prose.matchAll(/\]\(((?!\w+:|#)[^)#\s]+)/g)].map(([, link = '']) => posix.join(posix.dirname(path), link));
          return links.filter((link) => !tree.has(link)).map((link) => `[${name}] ${path}: ${link}`);
        }),
    );
    expect(dead).toEqual([]);
  });
});

describe.each(toggles)('%s', (slug) => {
  it('brings the artifacts and the targets that it names', () => {
    const tree = renderAsked(closeOverNeeds([slug], pack).on);
    const { artifacts = [], commands = [] } = pack.tasks.find((task) => task.slug === slug) ?? {};
    const named = artifacts.map((path) => path.replaceAll('pkgname', 'demo'));
    const stands = (path: string) => [...tree.keys()].some((other) => other === path || other.startsWith(path.replace(/\/?$/, '/')));
    expect(named.filter((path) => !stands(path))).toEqual([]);
    const targets = targetsIn(tree.get('Makefile')?.bytes.toString('utf8') ?? '');
    const made = commands.flatMap((command) => /^make (\w+)/.exec(command)?.[1] ?? []);
    expect(made.filter((target) => !targets.includes(target))).toEqual([]);
  });

  it('touches no file of another stage that people rewrite', () => {
    const { on } = closeOverNeeds([slug], pack);
    const before = makePlan(
      answersFor(
        pack,
        on.filter((other) => other !== slug),
      ),
      pack,
    );
    const after = makePlan(answersFor(pack, on), pack);
    const own = pack.tasks.find((task) => task.slug === slug)?.stage ?? '';
    const [old, fresh] = [render(before), render(after)];
    const changed = after.files.filter((file) => {
      const path = emittedPath(file, after);
      const was = old.get(path);
      const mayChange = file.origin.startsWith(`${own}/`) || file.additive !== undefined || file.once === true || GLUE.includes(file.path);
      return was !== undefined && !mayChange && !was.bytes.equals(fresh.get(path)?.bytes ?? Buffer.alloc(0));
    });
    expect(changed.map(({ path }) => path)).toEqual([]);
  });

  it('leaves the project as it is without it when it is removed, and no conflict', async () => {
    const { named, dependents } = planRemoval([slug], all, pack);
    const gone = [...named, ...dependents];
    const staying = all.filter((one) => !gone.includes(one));
    const plan = makePlan(answersFor(pack, staying), pack);
    const rest = render(plan);
    const merged = await merge(everything, everything, rest, policyOf([makePlan(answersFor(pack, all), pack), plan]));
    expect(merged.changes.filter(({ outcome }) => outcome === 'conflict')).toEqual([]);
    expect(textsOf(applyMerge(everything, merged))).toEqual(textsOf(rest));
    expect(deadImports(textsIn(rest), topModules(rest.keys()))).toEqual([]);
  });
});
