import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../../generators/pipeline/finding/sentence.js';
import { readOwnWords } from '../../../generators/pipeline/progress/own_words_file.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { fill, inScratch } from '../commit/scene.js';

const FILE = 'mlops-check.yaml';
const SLUGS = ['cloud-deploy', 'alerts', 'dockerfiles'];

/** What is read of such a file: what counts, and what is told of the rest. */
async function reading(text: string, files: Readonly<Record<string, string>> = {}) {
  let read = { declared: {}, aside: [] as readonly object[], told: [] as readonly string[] };
  await inScratch(async (root) => {
    fill(root, { [FILE]: text, ...files });
    const { words, findings } = await readOwnWords(new Repository(root), SLUGS);
    read = { declared: Object.fromEntries(words.declared), aside: words.aside, told: findings.map(sentenceOf) };
  });
  return read;
}

describe('what a group says itself', () => {
  it('is an address, a figure or a reason for a task, and a reason for a finding', async () => {
    const text = [
      'declared:',
      '  cloud-deploy: { address: https://a.run.app }',
      '  alerts: { figure: reports/figures/alert.png }',
      '  dockerfiles: { reason: One image for all }',
      'aside:',
      '  - { code: no-file, reason: Not for us }',
      '  - { code: empty-file, path: notebooks/**, reason: One for each }',
    ].join('\n');
    expect(await reading(text, { 'reports/figures/alert.png': 'x' })).toEqual({
      declared: {
        'cloud-deploy': { address: 'https://a.run.app' },
        alerts: { figure: 'reports/figures/alert.png' },
        dockerfiles: { reason: 'One image for all' },
      },
      aside: [
        { code: 'no-file', reason: 'Not for us' },
        { code: 'empty-file', path: 'notebooks/**', reason: 'One for each' },
      ],
      told: [],
    });
  });

  it('is nothing where there is no file, or an empty one', async () => {
    for (const text of ['', '# later\n', 'declared:\naside:\n']) expect(await reading(text)).toEqual({ declared: {}, aside: [], told: [] });
    await inScratch(async (root) => expect((await readOwnWords(new Repository(root), SLUGS)).findings).toEqual([]));
  });

  it.each([
    [
      'declared: { cloud-deploi: { reason: a } }',
      'mlops-check.yaml:1 declares cloud-deploi, which is no task (the nearest is cloud-deploy)',
    ],
    ['declared: { pizza: { reason: a } }', 'mlops-check.yaml:1 declares pizza, which is no task'],
    ['declared: { alerts: yes }', 'mlops-check.yaml:1 is passed over: alerts needs one text: address, figure or reason'],
    ['declared: { alerts: { reason: " " } }', 'mlops-check.yaml:1 is passed over: alerts needs one text: address, figure or reason'],
    [
      'declared: { alerts: { reason: a, figure: b } }',
      'mlops-check.yaml:1 is passed over: alerts needs one text: address, figure or reason',
    ],
    ['declared:\n  alerts:\n    address: a.b', 'mlops-check.yaml:3 is passed over: the address has to begin with https:// or http://'],
    [
      'declared: { alerts: { figure: ../../etc/passwd } }',
      'mlops-check.yaml:1 names the figure ../../etc/passwd, which is not in the repository',
    ],
    ['declared: [alerts]', 'mlops-check.yaml:1 is passed over: declared has to name tasks, each with address, figure or reason'],
    ['aside: { code: no-file }', 'mlops-check.yaml:1 is passed over: aside has to be a list, of code, path and reason'],
    [
      'aside:\n  - { code: no-fil, reason: a }',
      'mlops-check.yaml:2 sets aside no-fil, which no finding is called (the nearest is no-file)',
    ],
    ['aside:\n  - { code: constructor, reason: a }', 'mlops-check.yaml:2 sets aside constructor, which no finding is called'],
    ['aside:\n  - { code: no-file }', 'mlops-check.yaml:2 is passed over: no-file needs a reason'],
    ['aside:\n  - { reason: a }', 'mlops-check.yaml:2 is passed over: it needs the code of a finding'],
    [
      'aside:\n  - { code: no-file, reason: a, file: b }',
      'mlops-check.yaml:2 is passed over: no-file has file, and takes only path and reason',
    ],
    ['aside:\n  - { code: no-file, reason: a, path: [b] }', 'mlops-check.yaml:2 is passed over: the path of no-file has to be a text'],
    ['delcared: {}', 'mlops-check.yaml:1 is passed over: delcared is neither declared nor aside'],
    ['- a', 'mlops-check.yaml:1 is passed over: it has to say declared and aside'],
  ])('%s is told, and nothing of it counts', async (text, sentence) => {
    expect(await reading(text)).toEqual({ declared: {}, aside: [], told: [sentence] });
  });

  it('counts as far as it can be understood', async () => {
    const { declared, told } = await reading('declared: { alerts: { reason: a }, x: 1 }\naside: 3\n');
    expect([declared, told.length]).toEqual([{ alerts: { reason: 'a' } }, 2]);
  });

  it.each([
    ['aliases of aliases', `a: &a [x,x]\nb: &b [*a,*a]\ndeclared: *b\n`],
    ['lists without end', '['.repeat(50_000)],
    ['no YAML', 'declared: [\n'],
    ['a reserved key', '__proto__: { a: 1 }\n'],
    ['a tag of another program', 'declared: !!js/function "x"\n'],
    ['a megabyte', `declared: {}\n#${'x'.repeat(900_000)}\n`],
    ['bytes that are no text', 'declared: \0\n'],
  ])('is passed over where it is %s', async (_, text) => {
    const { declared, aside, told } = await reading(text);
    expect([declared, aside, told.length]).toEqual([{}, [], 1]);
    expect(told[0]).toMatch(/^mlops-check\.yaml(:\d+)? is passed over: .{5,240}$/);
  });

  it('is not read through a link', () =>
    inScratch(async (root) => {
      fill(root, { 'elsewhere.yaml': 'declared: { alerts: { reason: a } }\n' });
      symlinkSync('elsewhere.yaml', join(root, FILE));
      expect((await readOwnWords(new Repository(root), SLUGS)).words.declared.size).toBe(0);
    }));
});
