import { describe, expect, it } from 'vitest';
import { completeAnswers } from '../../generators/pipeline/answers/answers.js';
import type { Values } from '../../generators/pipeline/answers/value.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { makePlan, type Plan } from '../../generators/pipeline/plan/plan.js';
import { type Files, problemsOf, readPack } from './pack_folder.js';

const FILES: Files = {
  'pack.yml': `id: notes
asks:
  - { name: name, type: title, message: Title? }
  - name: topics
    type: choices
    message: Which topics?
    default: [birds]
    choices:
      - { value: birds, label: Birds, help: All about birds }
      - { value: trees, label: Trees }
  - name: folder
    type: token
    message: Which folder?
    default: "<%- kebab(name) %>-<%- topics.includes('trees') ? 'wood' : 'air' %>"
  - name: student
    type: text
    message: Your number?
    pattern: { form: 's[0-9]{6}', message: A study number is an s and six digits. }
`,
  'notes/stage.yml': `files:
  page.md: { template: true, as: notes/<%- folder %>.md }
contributes:
  next:
    - { command: cat notes/<%- folder %>.md, note: "the first page of <%- name %>" }
`,
  'notes/files/page.md': '# <%- name %>\n',
};

const answer = (pack: Pack, flags: Values): Values => completeAnswers(pack, [], { flags, recorded: {}, folder: 'demo' }).values;
const planOf = (pack: Pack, flags: Values): Plan =>
  makePlan(completeAnswers(pack, ['notes'], { flags, recorded: {}, folder: 'demo' }), pack);

describe('what a pack makes of answers', () => {
  it('is the default of a later question', async () => {
    const pack = await readPack(FILES);
    expect(answer(pack, { name: 'Sea & sky' })).toMatchObject({ topics: ['birds'], folder: 'sea-sky-air' });
    expect(answer(pack, { name: 'Sea', topics: ['trees,birds'] })).toMatchObject({ topics: ['birds', 'trees'], folder: 'sea-wood' });
    expect(() =>
      answer(
        { ...pack, asks: pack.asks.map((ask) => (ask.name === 'folder' ? { ...ask, default: '<%- kebab(name) %>' } : ask)) },
        { name: '!' },
      ),
    ).toThrow(/no answer to "Which folder\?"/);
  });

  it('is the name of the package too, which is asked for where only a path or a message says it', async () => {
    for (const [path, command] of [
      ['<%- package %>', 'ls'],
      ['page', 'ls <%- package %>'],
    ]) {
      const stage = `files:\n  page.md: { as: notes/${path}.md }\ncontributes: { next: [{ command: "${command}" }] }\n`;
      const pack = await readPack({ 'pack.yml': 'id: x\n', 'notes/stage.yml': stage, 'notes/files/page.md': '' });
      const plan = planOf(pack, { package: 'birds' });
      expect(`${plan.files[0]?.path} ${String(plan.collections['next']?.[0]?.entries[0]?.['command'])}`).toContain('birds');
    }
  });

  it('is what a title has without it, where nothing comes of the answers', async () => {
    const asks =
      '  - { name: hint, type: text, message: Hint? }\n  - { name: heading, type: title, message: Heading?, default: "<%- hint %>" }\n';
    const pack = await readPack({ 'pack.yml': `id: x\nasks:\n${asks}`, 'notes/files/page.md': '' });
    expect([answer(pack, { hint: 'Birds' })['heading'], answer(pack, {})['heading']]).toEqual(['Birds', 'demo']);
  });

  it('is the path of a file, and a message, in which people read what they have written', async () => {
    const plan = planOf(await readPack(FILES), { name: 'Sea & sky', folder: 'blue' });
    expect(plan.files.map(({ path }) => path)).toEqual(['notes/blue.md']);
    expect(plan.collections['next']?.[0]?.entries).toEqual([{ command: 'cat notes/blue.md', note: 'the first page of Sea & sky' }]);
  });

  it('is no path that a file cannot have', async () => {
    const pack = await readPack(FILES);
    expect(() => planOf(pack, { folder: 'con' })).toThrow(/"notes\/con.md" has the part "con.md"/);
  });

  it.each([
    [{ topics: ['birds', 'fish'] }, /--topics cannot be "fish"/],
    [{ student: 'S123' }, /--student cannot be "S123"\. A study number is an s and six digits\./],
  ])('is refused where an answer is none: %j', async (flags, message) => {
    const pack = await readPack(FILES);
    expect(() => answer(pack, flags)).toThrow(message);
  });

  it.each([
    [
      'a text in a path',
      'as: notes/<%- folder %>.md',
      'as: notes/<%- name %>.md',
      'notes/stage.yml:2: "notes/<%- name %>.md": A text that',
    ],
    [
      'a path without its suffix',
      'as: notes/<%- folder %>.md',
      'as: notes/<%- folder %>',
      'notes/stage.yml:2: The name of the file ends with a tag',
    ],
    [
      'a path that leaves',
      'as: notes/<%- folder %>.md',
      'as: ../<%- folder %>.md',
      'notes/stage.yml:2: The path "../x.md" leaves its folder',
    ],
    [
      'a text in a command',
      'command: cat notes/<%- folder %>.md',
      'command: cat <%- name %>',
      'notes/stage.yml:5: "cat <%- name %>": A text that',
    ],
  ])('%s is refused', async (_, before, after, fact) => {
    const stage = String(FILES['notes/stage.yml']).replace(before, after);
    expect((await problemsOf({ ...FILES, 'notes/stage.yml': stage })).join('\n')).toContain(fact);
  });
});
