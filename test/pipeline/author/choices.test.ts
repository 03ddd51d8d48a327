import { expect, test } from 'vitest';
import { renderChoices } from '../../../generators/pipeline/author/choices.js';
import type { Pack, PackFile, PackPart } from '../../../generators/pipeline/pack/pack.js';
import { PACK, question } from '../pack/fixture.js';
import { COURSE } from '../run/scratch.js';

/** The small course with other files in a stage. */
function withFiles(id: string, files: readonly Partial<PackFile>[], parts: readonly PackPart[] = []): Pack {
  const complete = files.map((file): PackFile => ({ path: 'a', origin: `${id}/files/${file.path ?? 'a'}`, content: '', ...file }));
  return { ...COURSE, stages: COURSE.stages.map((stage) => (stage.id === id ? { ...stage, files: complete, parts } : stage)) };
}

const quiet = (): void => {};

test('each preset and each task is rendered, the largest choice first, and how far it is is told', () => {
  const told: string[] = [];
  const choices = renderChoices(COURSE, (done, all, name) => void told.push(`${done} of ${all}: ${name}`));
  expect(choices.map(({ name, kind, tasks, files }) => `${kind} ${name}: ${tasks} tasks, ${files} files`)).toEqual([
    'preset everything: 7 tasks, 6 files',
    'preset week2: 7 tasks, 6 files',
    'preset week1: 4 tasks, 4 files',
    'preset minimal: 2 tasks, 3 files',
    'task dockerfiles: 3 tasks, 4 files',
    'task docker-build: 4 tasks, 4 files',
    'task inference: 3 tasks, 4 files',
    'task image-trigger: 4 tasks, 5 files',
    'task service: 6 tasks, 6 files',
  ]);
  expect(choices.flatMap(({ problems }) => problems)).toEqual([]);
  expect([told[0], told.at(-1)]).toEqual(['0 of 9: everything', '8 of 9: service']);
});

test('what needs an answer and has no default gets one, and is told where it is asked', () => {
  const choices = renderChoices(COURSE, quiet);
  expect(choices.filter(({ open }) => open.length > 0).map(({ name, open }) => `${name} ${open.join()}`)).toEqual([
    'everything --gcp-project',
    'week2 --gcp-project',
    'image-trigger --gcp-project',
    'service --gcp-project',
  ]);
});

test('a file that is not what its name says is told where it was written, in each choice that has it', () => {
  const content = '[project]\nname =\n';
  const choices = renderChoices(withFiles('docker', [{ path: 'a.toml', content }]), quiet);
  const found = choices.filter(({ problems }) => problems.length > 0).map(({ name }) => name);
  expect(found).toEqual(['everything', 'week2', 'week1', 'dockerfiles', 'docker-build', 'image-trigger', 'service']);
  expect(choices[0]?.problems).toEqual([
    { file: 'docker/files/a.toml', line: 2, fact: expect.stringContaining('a.toml is no TOML: '), remedy: 'Correct it there' },
  ]);
});

test('of a template the line is told where it was written, also in a part, and only the file where it is made of values', () => {
  const file = { path: 'a.toml', template: true, content: "<% if (manager === 'uv') { %>\na = 1\nb =\n<% } %>\n<%- parts %>\n" };
  const part = { path: 'c.toml', origin: 'docker/parts/c.toml', content: 'x =\n' };
  const target = { path: 'c.toml', template: true, content: '<%- parts %>\n' };
  const printed = { path: 'd.toml', template: true, content: 'x = <%- name %> 1\n' };
  const [everything] = renderChoices(withFiles('docker', [file, target, printed], [part]), quiet);
  expect(everything?.problems.map(({ file: place, line, fact }) => [place, line, /, at: (.*)$/.exec(fact)?.[1]])).toEqual([
    ['docker/files/a.toml', 3, undefined],
    ['docker/parts/c.toml', 1, undefined],
    ['docker/files/d.toml', 0, 'x = "demo" 1'],
  ]);
});

test('a file that cannot be rendered is told by its name, and the others with it', () => {
  const broken = { template: true, content: '<% if (name) { %>\n' };
  const [everything] = renderChoices(withFiles('docker', [{ path: 'a', ...broken }, { path: 'b' }, { path: 'c', ...broken }]), quiet);
  expect(everything?.problems.map(({ file }) => file)).toEqual(['docker/files/a', 'docker/files/c']);
});

test('answers that no pack can do without are told as a problem of the choice', () => {
  const asks = [...PACK.asks, question('room', { type: 'choice', choices: [], required: true })];
  const [everything] = renderChoices({ ...COURSE, asks }, quiet);
  expect(everything).toMatchObject({ files: 0, problems: [{ file: 'pack.yml', line: 0 }] });
});
