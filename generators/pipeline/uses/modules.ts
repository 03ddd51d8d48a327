import type { FolderAfter } from './folder_after.js';
import { type PythonImport, roughImports } from './python_imports.js';
import { type PythonNames, readPythonNames } from './python_names.js';

/** Something that a module imports and the project does not have. */
export interface Missing {
  /** The module, as Python calls it. */
  readonly module: string;
  /** Where the module stands, or would stand, without its ending. */
  readonly place: string;
  /** The name that the module does not define; nothing where the module itself is not there. */
  readonly name?: string;
}

/** Python modules of a project: found as Python finds them, in `src` and at the top. */
export class Modules {
  readonly #names = new Map<string, PythonNames | undefined>();

  /** @param tops the packages and modules that are the project's own; what others are called is not known here. */
  constructor(
    readonly folder: FolderAfter,
    readonly tops: ReadonlySet<string>,
  ) {}

  /** What a module says; nothing where there is no such file. */
  namesOf(path: string): PythonNames | undefined {
    if (this.#names.has(path)) return this.#names.get(path);
    const text = this.folder.text(path);
    const names = text === undefined ? undefined : readPythonNames(text);
    this.#names.set(path, names);
    return names;
  }

  /** All that a module imports from the project itself and that is not there. The parser is asked only where lines look like it. */
  missingFrom(path: string): Missing[] {
    const rough = roughImports(this.folder.text(path) ?? '');
    if (this.#missingOf(rough.imports, path, rough.membersOf).length === 0) return [];
    const { imports = [], members } = this.namesOf(path) ?? {};
    return this.#missingOf(imports, path, (name) => [...(members?.get(name) ?? [])]);
  }

  #missingOf(imports: readonly PythonImport[], path: string, membersOf: (name: string) => readonly string[]): Missing[] {
    const found = imports.flatMap(({ module, names, as, isOptional }) => {
      const place = isOptional ? undefined : this.#placeOf(module, path);
      if (place === undefined) return [];
      if (!this.#stands(place)) return [missing(place)];
      if (names === '*') return [];
      // `import a.b` makes a name of `a`, not of `a.b`.
      const isWhole = module === as || as !== module.split('.')[0];
      if (names.length === 0) return isWhole ? this.#membersMissing(place, membersOf(as)) : [];
      return names.flatMap(({ name, as }) => {
        const below = `${place}/${name}`;
        if (this.#stands(below)) return this.#membersMissing(below, membersOf(as));
        return this.#defines(place, name) ? [] : [missing(place, name)];
      });
    });
    return unique(found);
  }

  #membersMissing(place: string, names: readonly string[]): Missing[] {
    return names.filter((name) => !this.#stands(`${place}/${name}`) && !this.#defines(place, name)).map((name) => missing(place, name));
  }

  /** Where a module stands or would stand; nothing where it is none of the project's. */
  #placeOf(module: string, importer: string): string | undefined {
    const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
    const parts = rest === '' ? [] : rest.split('.');
    if (dots !== '') {
      const folders = importer.split('/').slice(0, -dots.length);
      return folders.length === 0 ? undefined : [...folders, ...parts].join('/');
    }
    const [top = ''] = parts;
    if (!this.tops.has(top)) return undefined;
    const roots = ['src/', ''].filter((root) => this.#stands(root + top));
    const found = roots.find((root) => this.#stands(root + parts.join('/'))) ?? roots[0] ?? 'src/';
    return found + parts.join('/');
  }

  #stands(place: string): boolean {
    const end = place.lastIndexOf('/');
    const [folder, name] = [place.slice(0, Math.max(0, end)), place.slice(end + 1)];
    const found = this.folder.list(folder);
    if (found.get(name) === 'folder' || found.get(name) === 'other') return true;
    return [...found.keys()].some((other) => other.startsWith(`${name}.`) && /\.(py|pyi|pyx|so|pyd)$/.test(other));
  }

  #defines(place: string, name: string): boolean {
    if (name.startsWith('__')) return true;
    const file = [`${place}.py`, `${place}/__init__.py`].find((path) => this.folder.at(path) === 'file');
    // A folder of modules, a stub or a compiled module.
    if (file === undefined) return this.folder.at(place) !== 'folder';
    const text = this.folder.text(file);
    if (text === undefined || isDefinedPlainly(text, name)) return true;
    const names = this.namesOf(file);
    return names === undefined || names.isOpen || names.defined.has(name);
  }
}

/** What needs no parser. */
function isDefinedPlainly(text: string, name: string): boolean {
  return /^\w+$/.test(name) && new RegExp(`^(?:(?:async )?def|class) +${name}\\b|^${name} *[:=](?!=)`, 'm').test(text);
}

function missing(place: string, name?: string): Missing {
  const module = moduleName(place);
  return name === undefined ? { module, place } : { module, place, name };
}

/** A module as Python calls it: `src/demo/api` is `demo.api`. */
export function moduleName(place: string): string {
  return place.replace(/^src\//, '').replaceAll('/', '.');
}

function unique(all: readonly Missing[]): Missing[] {
  return [...new Map(all.map((each) => [`${each.module} ${each.name ?? ''}`, each])).values()];
}

/** The packages and modules of the project among files: what stands in `src`, and folders with Python files at the top. */
export function topModules(paths: Iterable<string>): ReadonlySet<string> {
  const tops = new Set<string>();
  for (const path of paths) {
    const [top = ''] = path.endsWith('.py') ? path.replace(/^src\//, '').split('/') : [];
    if (top !== '') tops.add(top.replace(/\.py$/, ''));
  }
  return tops;
}
