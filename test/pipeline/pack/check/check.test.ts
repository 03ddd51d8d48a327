import { describe, expect, it } from 'vitest';
import { checkAllButTemplates, checkPack } from '../../../../generators/pipeline/pack/check/check.js';
import type { Pack } from '../../../../generators/pipeline/pack/pack.js';
import { problemsOf, readPack } from '../../../packs/pack_folder.js';

describe('what is wrong with a pack', () => {
  it('is told all at once, by file and line', async () => {
    const found = await problemsOf({
      'pack.yml': 'id: x\nasks:\n  - { name: a, type: choice, message: m }\n',
      's/stage.yml': 'after: [t]\n',
      's/files/CON': '',
    });
    expect(found).toEqual([
      'pack.yml:3: A choice has no choices',
      's/files/CON:1: The path "CON" has the part "CON", which Windows keeps for a device',
      's/stage.yml:1: There is no stage "t"',
    ]);
  });

  it('has no line in a packed pack: the keys say where', async () => {
    const pack = await packWith({ needs: ['zz'] });
    expect(checkPack(pack).map(({ file, line, fact }) => [file, line, fact])).toEqual([
      ['s/stage.yml tasks.a.needs.0', 0, 'There is no task "zz"'],
    ]);
  });

  it('is looked for in templates too, unless that is put off', async () => {
    const pack = await packWith({ modules: ['M1'] }, '<%- nmae %>\n');
    const facts = ['There is no module "M1"', 'The name "nmae" is not declared'];
    expect(checkPack(pack).map(({ fact }) => fact)).toEqual(expect.arrayContaining(facts));
    expect(checkAllButTemplates(pack).map(({ fact }) => fact)).toEqual([facts[0]]);
  });
});

/** A pack with one task and one template, without a fault but what is given. */
async function packWith(fields: Partial<Pack['tasks'][number]>, template = '<%- name %>\n'): Promise<Pack> {
  const stage = 'tasks: { a: {} }\nfiles: { a.md: { template: true } }\n';
  const pack = await readPack({ 'pack.yml': 'id: x\ntasks: { a: {} }\n', 's/stage.yml': stage, 's/files/a.md': '<%- name %>\n' });
  const stages = pack.stages.map((each) => ({ ...each, files: each.files.map((file) => ({ ...file, content: template })) }));
  return { ...pack, stages, tasks: pack.tasks.map((task) => ({ ...task, ...fields })) };
}
