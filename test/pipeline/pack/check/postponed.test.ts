import { describe, expect, it } from 'vitest';
import { verifyTemplates } from '../../../../generators/pipeline/pack/check/postponed.js';
import { packBytes } from '../../../../generators/pipeline/pack/library/packed.js';
import { projectPack } from '../../../../generators/pipeline/pack/library/shipped.js';
import { templatesOf } from '../../../../generators/pipeline/pack/library/templates.js';
import { makePlan } from '../../../../generators/pipeline/plan/plan.js';
import { render as renderPlan } from '../../../../generators/pipeline/plan/render.js';
import { readPack } from '../../../packs/pack_folder.js';
import { render } from '../../../support/render.js';
import { FOLDER, PACK, packed, stage } from '../fixture.js';

describe('the packed pack of a project', () => {
  const answers = { values: { size: 's' }, asked: ['a', 'b'] };

  async function tampered(fields: object): Promise<Buffer> {
    const pack = await readPack(FOLDER);
    const stages = pack.stages.map((stage) => ({
      ...stage,
      files: stage.files.map((file) => ({ ...file, ...(file.template ? fields : {}) })),
    }));
    return packed({ ...pack, stages });
  }

  it('is looked through, templates and all, before the first file is rendered, whichever that is', async () => {
    const bytes = await tampered({ content: 'ok\n<%- parts %><% process.exit() %>' });
    const loaded = await projectPack(bytes);
    await expect(templatesOf(loaded)).rejects.toThrow(/The pack x is broken:\s+s\/files\/a\.md:2: .* neither prints a value/);
    expect(() => render(makePlan(answers, loaded.pack))).toThrow(/neither prints a value/);
  });

  it('is rendered as any other where it is sound', async () => {
    const loaded = await projectPack(packBytes(await readPack(FOLDER)));
    const { tree } = renderPlan(makePlan(answers, loaded.pack), await templatesOf(loaded));
    expect(tree.get('a.md')?.bytes.toString()).toBe('<!-- s -->\ns\n');
  });
});

describe('the templates of a pack that are checked late', () => {
  const withContent = (template: boolean, ...contents: string[]) => ({
    ...PACK,
    stages: [
      stage('s', {
        files: contents.map((content, index) => ({ path: `${index}.txt`, origin: `s/files/${index}.txt`, content, template })),
      }),
    ],
  });

  it('are told all at once, in the order of their files', () => {
    const pack = withContent(true, 'ok\n', '\n<%- nmae %>\n', '<% process.exit() %>');
    expect(() => verifyTemplates(pack)).toThrow(
      /^The pack small is broken:\s+s\/files\/1\.txt:2: The name "nmae" is not declared.*\s+s\/files\/2\.txt:1: /,
    );
  });

  it('are those files that are declared as templates', () => {
    expect(() => verifyTemplates(withContent(false, '<%- nmae %>\n'))).not.toThrow();
    expect(() => verifyTemplates(withContent(true, '<%- name %>\n'))).not.toThrow();
  });
});
