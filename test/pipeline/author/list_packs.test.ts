import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { shippedPacks } from '../../../generators/pipeline/pack/library/shipped.js';
import schema from '../../../schemas/pack_list.schema.json' with { type: 'json' };
import { Scratch } from '../run/scratch.js';

test('lists the packs that came with the generator, and says which one a new project gets', async () => {
  const { out, exitCode } = await new Scratch().run('pack', ['list'], {}, { columns: 120 });
  expect(exitCode).toBe(0);
  for (const { id, title, revision } of shippedPacks()) expect(out).toContain(`  ${id}   ${title}, revision ${revision}, `);
  expect(out).toMatch(/\d tasks; a new project gets it\n/);
  expect(out).not.toContain('Carried');
});

test('lists the pack that the project carries', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const { out } = await scratch.run('pack', ['list'], {}, { columns: 120 });
  expect(out).toContain(
    'Carried by this project (.mlops/pack)\n  small   A small course, revision 1, 8 tasks; it did not come with this generator\n',
  );
});

test('prints a document that follows its published schema', async () => {
  const scratch = new Scratch();
  const validate = new Ajv2020().compile(schema);
  const listed = async (): Promise<unknown> => JSON.parse((await scratch.run('pack', ['list'], { json: true })).out);
  expect([validate(await listed()), validate.errors]).toEqual([true, null]);
  await scratch.new('minimal');
  const document = await listed();
  expect([validate(document), validate.errors]).toEqual([true, null]);
  expect(document).toMatchObject({
    packs: shippedPacks().map(({ id, title, revision, digest }) => ({ id, title, revision, digest })),
    project: { id: 'small', folder: scratch.root, shipped: false },
  });
});
