import { expect, it } from 'vitest';
import { reservedNames } from '../../../../generators/pipeline/answers/package_name.js';
import { readImportNames } from '../../../../generators/pipeline/pack/source/import_names.js';
import { problemsOf, readPack } from '../../../packs/pack_folder.js';

it('reads a name a line', () => {
  expect(readImportNames('# why\n\nnetworkx\r\nsix\n', 'x')).toEqual({ names: ['networkx', 'six'], problems: [] });
});

it('reserves what the pack and the packs that it extends bring, beside what they reserve themselves', async () => {
  const below = { 'packs/b/pack.yml': 'id: b\nreserved: [models]\n', 'packs/b/import_names.txt': 'networkx\nmodels\n' };
  const pack = await readPack({ ...below, 'a/pack.yml': 'id: a\nextends: b\n', 'a/import_names.txt': 'six\n' }, 'a');
  expect(reservedNames(pack)).toEqual(['models', 'six', 'networkx']);
});

it('names a line that is no name of a package', async () => {
  expect(await problemsOf({ 'pack.yml': 'id: x\n', 'import_names.txt': 'six\nPIL\n' })).toEqual([
    'import_names.txt:2: This line is not the name of a package',
  ]);
});
