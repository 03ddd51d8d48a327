import { expect, test } from 'vitest';
import { outcomes, Scratch } from '../scratch.js';
import { IN_FOLDERS } from './layout_pack.js';

async function adding(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const scratch = new Scratch(IN_FOLDERS);
  await scratch.new('minimal', { package: 'birds' });
  for (const [path, text] of Object.entries(files)) scratch.write(path, text);
  return outcomes(await scratch.result('add', ['api']));
}

test.each(['src/birds/api/routes.py', 'src/birds/api/v1/routes.py', 'src/birds/api/v1/__init__.py'])(
  'a new module does not hide the folder of its name: %s',
  async (path) => {
    expect((await adding({ [path]: 'X = 1\n' }))['src/birds/api.py']).toBe('conflict');
  },
);

test('the file that would be hidden is named', async () => {
  const scratch = new Scratch(IN_FOLDERS);
  await scratch.new('minimal', { package: 'birds' });
  scratch.write('src/birds/api/routes.py', 'X = 1\n');
  const { changes, exitCode } = await scratch.result('add', ['api']);
  expect(exitCode).toBe(2);
  expect(changes.find(({ path }) => path === 'src/birds/api.py')?.note).toBe(
    'Python would not find src/birds/api/routes.py any more, as a module comes before a folder of its name; yours stays, the generated file is src/birds/api.py.generated.',
  );
});

test('a folder without modules can stand beside a module', async () => {
  expect((await adding({ 'src/birds/api/data.csv': '1\n' }))['src/birds/api.py']).toBe('new');
});
