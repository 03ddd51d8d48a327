import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPackage, derivePackage, reservedNames } from '../../generators/pipeline/answers/package_name.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { importNamesFault, importNamesLike, importNamesOf, importNamesRecord, resolvedIn } from '../../scripts/import_names.js';

const { pack } = newestPack();
const reserved = reservedNames(pack);
const TEMPLATES = join(import.meta.dirname, '../../templates');
/** The packs with versions of their own. */
const PACKS = readdirSync(TEMPLATES).filter((id) => existsSync(join(TEMPLATES, id, 'versions.txt')));
const fileOf = (id: string, name: string): string => readFileSync(join(TEMPLATES, id, name), 'utf8');

describe('the import names of what a project installs', () => {
  it.each(PACKS)('were recorded from the versions that the pack %s has', (id) => {
    const fault = importNamesFault(fileOf(id, 'import_names.txt'), fileOf(id, 'versions.txt'));
    expect(fault, fault).toBeUndefined();
  });

  it.each([
    ...['networkx', 'sympy', 'filelock', 'fsspec', 'attr', 'attrs', 'tqdm', 'dateutil', 'yaml', 'antlr4', 'sklearn', 'git'],
    ...['google', 'nvidia', 'opentelemetry', 'ruamel', 'zc', 'pil', 'gcsfs', 'colorama', 'pkg_resources'],
  ])('are no name for a package: %s', (name) => {
    expect(checkPackage(name, reserved)?.fact).toBe(`The package name "${name}" would shadow a module that the project needs`);
  });

  it('give way to another name where a title has one', () => {
    expect(['Networkx', 'PIL', 'Tqdm!'].map((title) => derivePackage(title, reserved))).toEqual([
      'networkx_project',
      'pil_project',
      'tqdm_project',
    ]);
  });
});

describe('a record of import names', () => {
  const versions = 'torch==2.0\nnumpy==1.0  # <2\n';
  const made = importNamesRecord(['six', 'attr', 'six'], versions);

  it('has each name once, and tells from which versions it was made', () => {
    expect(made.split('\n').slice(2)).toEqual(['attr', 'six', '']);
    expect(importNamesFault(made, `# About it\nnumpy==1.0\n\n${'torch==2.0'}\n`)).toBeUndefined();
  });

  it.each(['torch==2.1\nnumpy==1.0\n', 'torch==2.0\n', `${versions}six==1\n`])('is out of date with other versions: %j', (others) => {
    expect(importNamesFault(made, others)).toMatch(/npm run import-names/);
    expect(importNamesFault('six\n', versions)).toMatch(/npm run import-names/);
  });
});

describe('what a distribution brings', () => {
  it('is its packages, its modules of one file, built ones and namespaces; nothing private, and nothing that cannot be imported', () => {
    const record = [
      'PIL/__init__.py,sha256=x,1',
      'six.py,sha256=x,1',
      'fast.cpython-311-x86_64-linux-gnu.so,sha256=x,1',
      'google/cloud/storage/client.py,,',
      '"odd, name.py",,',
      '_yaml/__init__.py,,',
      '__pycache__/six.cpython-311.pyc,,',
      'six-1.0.dist-info/METADATA,,',
      '../../../bin/tool,,',
      'bin/tool.py,,',
      'notes.txt,,',
      'my-data/x.json,,',
    ].join('\n');
    expect(importNamesOf(record).sort()).toEqual(['fast', 'google', 'pil', 'six']);
  });

  it('is guessed from its name where it cannot be looked into', () => {
    expect(importNamesLike('nvidia-cublas')).toEqual(['nvidia_cublas', 'nvidia']);
  });

  it('is known of each package that was resolved, once', () => {
    const text = 'a-b[x]==1.0\n# via c\nNumPy==2.0 ; python_version < "3.12"\nnumpy==2.1 ; python_version >= "3.12"\n';
    expect([...resolvedIn(text)]).toEqual([
      ['a-b', '1.0'],
      ['numpy', '2.1'],
    ]);
  });
});
