import { describe, expect, it } from 'vitest';
import { pathsOfInterest } from '../../../generators/pipeline/merge/merge.js';
import type { Pack, PackFile, PackPart } from '../../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../../generators/pipeline/plan/plan.js';
import { render } from '../../../generators/pipeline/plan/render.js';
import type { FileTree } from '../../../generators/pipeline/tree.js';
import { PACK, question, stage } from '../pack/fixture.js';

interface Given {
  readonly name?: string;
  readonly asked?: readonly string[];
  readonly files?: readonly Partial<PackFile>[];
  readonly part?: string;
  readonly version?: string;
}

const HELLO = { content: 'I am <%- name %>.\n', template: true };

/** Renders a pack of one stage. */
function made({ name = 'Ada', asked = [], files = [HELLO], part = '', version = '1.0' }: Given): FileTree {
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
  return render(makePlan({ values: { name }, asked }, pack));
}

function textOf(tree: FileTree, path = 'file-0.md'): string | undefined {
  return tree.get(path)?.bytes.toString();
}

describe('a project that is rendered as it was and as it will be', () => {
  it('has one entry for what is the same in both: it is neither rendered nor read again', () => {
    const base = made({});
    const next = made({});
    expect(next.get('file-0.md')).toBe(base.get('file-0.md'));
    expect(pathsOfInterest(base, next)).toEqual([]);
    expect(textOf(next)).toBe('I am Ada.\n');
  });

  it.each<[what: string, now: Given, text: string]>([
    ['another answer', { name: 'Bob' }, 'I am Bob.\n'],
    ['another text of the template', { files: [{ ...HELLO, content: 'My name: <%- name %>\n' }] }, 'My name: Ada\n'],
    ['a text that is no template any more', { files: [{ content: HELLO.content }] }, HELLO.content],
    ['a part that came', { files: [{ ...HELLO, content: '<%- parts %>\n' }], part: 'More.\n' }, '<!-- project -->\nMore.\n'],
  ])('is rendered anew where there is %s', (_, now, text) => {
    const base = made({});
    expect(textOf(made(now))).toBe(text);
    expect(textOf(base)).toBe('I am Ada.\n');
  });

  it('is rendered anew where a template sees another version or another task', () => {
    const files = [{ content: "<%- versions.ruff %><% if (tasks.includes('dockerfiles')) { %> in docker<% } %>\n", template: true }];
    expect(textOf(made({ files }))).toBe('1.0\n');
    expect(textOf(made({ files, version: '2.0' }))).toBe('2.0\n');
    expect(textOf(made({ files, version: '2.0', asked: ['dockerfiles'] }))).toBe('2.0 in docker\n');
  });

  it('is rendered anew where only a part of a shared file is another', () => {
    const files = [{ content: '<%- parts %>\n', template: true }];
    expect(textOf(made({ files, part: 'One.\n' }))).toBe('<!-- project -->\nOne.\n');
    expect(textOf(made({ files, part: 'Two.\n' }))).toBe('<!-- project -->\nTwo.\n');
  });

  it('copies a file that somebody made executable, and leaves the one before as it was', () => {
    const base = made({ files: [{ content: 'x' }] });
    const next = made({ files: [{ content: 'x', executable: true }] });
    expect([base, next].map((tree) => tree.get('file-0.md')?.executable)).toEqual([false, true]);
    expect(pathsOfInterest(base, next)).toEqual(['file-0.md']);
  });
});
