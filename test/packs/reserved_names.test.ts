import { describe, expect, it } from 'vitest';
import { reservedNames, STANDARD_LIBRARY } from '../../generators/pipeline/answers/package_name.js';
import { newestPack, shippedPacks, shippedWith } from '../../generators/pipeline/pack/library/shipped.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';

/** The newest pack, whose package lies in `src/`, and the oldest one, whose package lies at the root. */
const newest = newestPack().pack;
const oldest = shippedWith(shippedPacks()[0]?.digest ?? '')?.pack ?? newest;
/** Where the package lies. */
const PACKAGE_FOLDER = /^(?:src\/)?pkgname\//;

function textsOf(pack: Pack) {
  return pack.stages.flatMap(({ files, parts }) => [...files, ...parts]).filter((text) => !('binary' in text && text.binary === true));
}

type NamesOf = (text: { readonly path: string; readonly content: string }) => readonly string[];

/** What to reserve besides what is reserved, with the first file that asks for it. */
function missing(pack: Pack, namesOf: NamesOf, reserved: readonly string[] = reservedNames(pack)): string[] {
  const taken = new Set([...reserved, ...STANDARD_LIBRARY, 'pkgname']);
  const found = new Map<string, string>();
  for (const text of textsOf(pack)) {
    for (const name of namesOf(text)) {
      if (taken.has(name) || name.startsWith('_')) continue;
      taken.add(name);
      found.set(name, text.origin);
    }
  }
  return [...found].map(([name, origin]) => `add "${name}" to "reserved" in templates/${pack.id}/pack.yml, because of ${origin}`);
}

const IMPORT = /^[ \t]*(?:from[ \t]+([A-Za-z_]\w*)[\w.]*[ \t]+import\b|import[ \t]+([\w., \t]+?)[ \t]*(?:#.*)?$)/gm;

/** The modules that a Python file imports, wherever in it, without those of its own package (`from . import x`). */
function importsOf(content: string): string[] {
  return [...content.matchAll(IMPORT)].flatMap(([, from, imported = '']) =>
    from === undefined ? imported.split(',').map((part) => part.trim().split(/[. ]/)[0] ?? '') : [from],
  );
}

/** `a` for `a/…` and for `a.py`; nothing for another file, and for what no import could name. */
function moduleName(path: string): string[] {
  const [first = '', ...rest] = path.split('/');
  const name = rest.length > 0 ? first : first.endsWith('.py') ? first.replace(/\.py$/, '') : '';
  return /^[A-Za-z_]\w*$/.test(name) ? [name] : [];
}

const imported: NamesOf = ({ path, content }) => (path.endsWith('.py') ? importsOf(content) : []);
const run: NamesOf = ({ content }) => [...content.matchAll(/\bpython3? -m ([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
const atTheRoot: NamesOf = ({ path }) => moduleName(path);
const inThePackage: NamesOf = ({ path }) => (PACKAGE_FOLDER.test(path) ? moduleName(path.replace(PACKAGE_FOLDER, '')) : []);

describe('a name that the package of a project cannot have beside what is emitted', () => {
  it.each<[string, Pack, NamesOf, string]>([
    ['a file imports a module of that name', newest, imported, 'torch'],
    ['a command runs a module of that name', newest, run, 'uv'],
    ['the repository has a folder or a module of that name at its root', newest, atTheRoot, 'models'],
    ['a module of the package has that name: a script that is run by its path finds it first', newest, inThePackage, 'model'],
    ['a file of the oldest year imports a module of that name', oldest, imported, 'wandb'],
    ['a command of the oldest year runs a module of that name', oldest, run, 'coverage'],
    ['a repository of the oldest year has a folder of that name at its root', oldest, atTheRoot, 'monitoring'],
    ['a module of the package has that name in the oldest year', oldest, inThePackage, 'plugins'],
  ])('is reserved where %s', (_, pack, namesOf, example) => {
    expect(missing(pack, namesOf)).toEqual([]);
    const free = missing(
      pack,
      namesOf,
      reservedNames(pack).filter((name) => name !== example),
    );
    expect(free).toEqual([expect.stringContaining(`add "${example}" to "reserved" in templates/${pack.id}/pack.yml, because of `)]);
  });

  it('is seen in every form of an import', () => {
    const text =
      'import a.b as c, d\nfrom e.f import (\n    g,\n)\ndef h():\n    import i  # why\n    from . import j\n    from .k import l\n';
    expect(importsOf(text)).toEqual(['a', 'd', 'e', 'i']);
  });
});
