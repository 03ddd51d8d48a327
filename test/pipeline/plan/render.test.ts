import { describe, expect, it } from 'vitest';
import { pathsOfInterest } from '../../../generators/pipeline/merge/merge.js';
import type { Pack, PackFile, PackPart } from '../../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../../generators/pipeline/plan/plan.js';
import { alikeFiles, emittedPath, type Rendering } from '../../../generators/pipeline/plan/render.js';
import { renderingOf } from '../../support/render.js';
import { PACK, question, stage, task } from '../pack/fixture.js';

interface Given {
  readonly name?: string;
  readonly asked?: readonly string[];
  readonly files?: readonly Partial<PackFile>[];
  readonly part?: string;
  readonly version?: string;
}

const HELLO = { content: 'I am <%- name %>.\n', template: true };

/** Renders a pack of one stage. */
function made({ name = 'Ada', asked = [], files = [HELLO], part = '', version = '1.0' }: Given, earlier?: Rendering): Rendering {
  const owned = files.map(
    (file, index): PackFile => ({
      path: `file-${index}.md`,
      origin: `project/files/file-${index}.md`,
      content: '',
      ...file,
    }),
  );
  const parts: PackPart[] = part === '' ? [] : [{ path: 'file-0.md', origin: 'project/parts/file-0.md', content: part }];
  const pack: Pack = {
    ...PACK,
    asks: [question('name')],
    versions: { ruff: { version, below: '9' } },
    stages: [stage('project', { files: owned, parts })],
  };
  return renderingOf(makePlan({ values: { name }, asked }, pack), earlier);
}

function textOf({ tree }: Rendering, path = 'file-0.md'): string | undefined {
  return tree.get(path)?.bytes.toString();
}

describe('a project that is rendered as it was and as it will be', () => {
  it('has one entry for what is the same in both: it is neither rendered nor read again', () => {
    const base = made({});
    const next = made({}, base);
    expect(next.tree.get('file-0.md')).toBe(base.tree.get('file-0.md'));
    expect(pathsOfInterest(base.tree, next.tree)).toEqual([]);
    expect(textOf(next)).toBe('I am Ada.\n');
  });

  it.each<[what: string, now: Given, text: string]>([
    ['another answer', { name: 'Bob' }, 'I am Bob.\n'],
    ['another text of the template', { files: [{ ...HELLO, content: 'My name: <%- name %>\n' }] }, 'My name: Ada\n'],
    ['a text that is no template any more', { files: [{ content: HELLO.content }] }, HELLO.content],
    ['a part that came', { files: [{ ...HELLO, content: '<%- parts %>\n' }], part: 'More.\n' }, '<!-- project -->\nMore.\n'],
  ])('is rendered anew where there is %s', (_, now, text) => {
    const base = made({});
    expect(textOf(made(now, base))).toBe(text);
    expect(textOf(base)).toBe('I am Ada.\n');
  });

  it('is rendered anew where a template sees another version or another task', () => {
    const files = [{ content: "<%- versions.ruff %><% if (tasks.includes('dockerfiles')) { %> in docker<% } %>\n", template: true }];
    const first = made({ files });
    const second = made({ files, version: '2.0' }, first);
    const third = made({ files, version: '2.0', asked: ['dockerfiles'] }, second);
    expect([first, second, third].map((each) => textOf(each))).toEqual(['1.0\n', '2.0\n', '2.0 in docker\n']);
  });

  it('is rendered anew where only a part of a shared file is another', () => {
    const files = [{ content: '<%- parts %>\n', template: true }];
    const one = made({ files, part: 'One.\n' });
    expect(textOf(one)).toBe('<!-- project -->\nOne.\n');
    expect(textOf(made({ files, part: 'Two.\n' }, one))).toBe('<!-- project -->\nTwo.\n');
  });

  it('copies a file that somebody made executable, and leaves the one before as it was', () => {
    const base = made({ files: [{ content: 'x' }] });
    const next = made({ files: [{ content: 'x', executable: true }] }, base);
    expect([base, next].map(({ tree }) => tree.get('file-0.md')?.executable)).toEqual([false, true]);
    expect(pathsOfInterest(base.tree, next.tree)).toEqual(['file-0.md']);
  });

  it('copies a text that is no template also where all else is another', () => {
    const files = [HELLO, { content: 'x' }];
    const base = made({ files });
    const next = made({ files, name: 'Bob' }, base);
    expect(next.tree.get('file-1.md')).toBe(base.tree.get('file-1.md'));
    expect(textOf(next)).toBe('I am Bob.\n');
  });

  it('is rendered anew where a name has another type, by which its value is written', () => {
    const base = made({ files: [{ ...HELLO, path: 'a.toml' }], name: 'x' });
    const { pack } = base.plan;
    const [asked] = pack.asks;
    const other = { ...pack, asks: asked === undefined ? [] : [{ ...asked, type: 'token' as const }] };
    const next = renderingOf(makePlan(base.plan.answers, other), base);
    expect([base, next].map((each) => textOf(each, 'a.toml'))).toEqual(['I am "x".\n', 'I am x.\n']);
  });
});

describe('what two plans make alike', () => {
  const files = [HELLO, { content: 'x' }, { content: 'y' }];

  it('is every file with the same source that sees the same', () => {
    const one = made({ files });
    const all = one.plan.files.map(({ origin }) => origin);
    expect([...alikeFiles(one.plan, made({ files }).plan)]).toEqual(all);
    const renamed = made({ files, name: 'Bob' });
    expect([...alikeFiles(one.plan, renamed.plan)]).toEqual(all.slice(1));
    const changed = made({ files: [HELLO, { content: 'x2' }, { content: 'y' }] });
    expect([...alikeFiles(one.plan, changed.plan)]).toEqual([all[0], all[2]]);
  });

  it('has the same bytes at the same path', () => {
    const [one, other] = [made({ files }), made({ files, name: 'Bob', version: '2.0' })];
    const alike = alikeFiles(one.plan, other.plan);
    const paths = other.plan.files.filter(({ origin }) => alike.has(origin)).map((file) => emittedPath(file, other.plan));
    expect(paths.map((path) => textOf(one, path))).toEqual(paths.map((path) => textOf(other, path)));
    expect(paths).toHaveLength(2);
  });
});

describe('the package in a template', () => {
  it('is named where its placeholder is a word of its own, in texts and in the literals of tags, never in an answer', () => {
    const content = "pkgname my_pkgname pkgname.x<%- name %><% if (name === 'pkgname') { %> yes<% } %>\n";
    const values = { name: 'pkgname', package: 'wine' };
    const pack = { ...PACK, asks: [question('name', { type: 'token' }), question('package', { type: 'package' })] };
    const file = { path: 'a.txt', origin: 's/files/a.txt', content, template: true };
    const { tree } = renderingOf(makePlan({ values, asked: [] }, { ...pack, stages: [stage('project', { files: [file] })] }));
    expect(tree.get('a.txt')?.bytes.toString()).toBe('wine my_pkgname wine.xpkgname\n');
  });
});

describe('the checklist in a template', () => {
  const LINE = "<% if (task.on) { %>on: <% } %><%- task.id ? task.id : '-' %> <%- task.title %> (<%- task.stage %>)\n";
  const content = `<% for (const part of checklist) { %><% for (const task of part.tasks) { %>${LINE}<% } %><% } %>`;

  it('has every task: its title, or its wording where it has none, its stage, and whether the project has it', () => {
    const tasks = [
      task('code', { id: 1, title: 'Code', wording: 'Write all of the code', stage: 'project' }),
      task('talk', { wording: 'Give a talk', group: 'extra' }),
      task('serving', { id: 2, stage: 'project', group: 'week2' }),
    ];
    const file = { path: 'a.md', origin: 'project/files/a.md', content, template: true };
    const pack = { ...PACK, tasks, asks: [question('name')], stages: [stage('project', { files: [file] })] };
    const { tree } = renderingOf(makePlan({ values: { name: 'Ada' }, asked: ['code'] }, pack));
    expect(tree.get('a.md')?.bytes.toString()).toBe('on: 1 Code (project)\n2 Do serving (project)\n- Give a talk ()\n');
  });
});
