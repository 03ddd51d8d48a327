import { nearest } from '../../nearest.js';
import { pathsIn } from '../../template/expression.js';
import type { Operand, Problem, TemplateNode } from '../../template/nodes.js';
import { parseFile } from '../../template/parse.js';
import { type Path, writtenName } from '../../template/values.js';
import type { Pack } from '../pack.js';
import type { Locate } from '../problem.js';

/** What the generator itself reads of what stages contribute, by collection. */
const READ: Readonly<Record<string, readonly string[]>> = {
  dependencies: ['name', 'group', 'dev', 'extras'],
  next: ['command', 'note'],
};

/** Something that nothing uses. */
export interface Unused extends Problem {
  /** Whether it is nearly the name of something that is used: then it is a mistyped one, and else only idle. */
  readonly mistyped: boolean;
}

/**
 * Finds what a pack holds and nothing uses, which most often is a mistyped name: collections that no template goes through, fields that
 * none prints, and versions of packages that no stage brings.
 *
 * @param lineOfVersion where the version of a package was written.
 */
export function findUnused(pack: Pack, locate: Locate, lineOfVersion: (name: string) => Pick<Problem, 'file' | 'line'>): Unused[] {
  const used = usedNames(pack);
  return [...unusedRecords(pack, used, locate), ...unusedVersions(pack, used, lineOfVersion)];
}

function unusedRecords(pack: Pack, used: ReadonlySet<string>, locate: Locate): Unused[] {
  const collections = Object.keys(READ).concat([...used]);
  return pack.stages.flatMap(({ id, contributes }) =>
    Object.entries(contributes).flatMap(([collection, records]) => {
      const at = (...path: (string | number)[]) => locate([`${id}/stage.yml`], ['contributes', collection, ...path]);
      if (!used.has(collection) && !Object.hasOwn(READ, collection))
        return [{ ...at(), ...noReader(`"${collection}"`, collection, collections) }];
      const known = [...(READ[collection] ?? []), ...used];
      return records.flatMap(({ fields }, index) =>
        Object.keys(fields)
          .filter((field) => !known.includes(writtenName(field)))
          .map((field) => ({ ...at(index, field), ...noReader(`The field "${field}"`, field, known) })),
      );
    }),
  );
}

function unusedVersions(pack: Pack, used: ReadonlySet<string>, lineOf: (name: string) => Pick<Problem, 'file' | 'line'>): Unused[] {
  const brought = pack.stages.flatMap(({ contributes }) => contributes['dependencies'] ?? []).map(({ fields }) => String(fields['name']));
  return Object.keys(pack.versions)
    .filter((name) => !brought.includes(name) && !used.has(writtenName(name)))
    .map((name) => ({
      ...lineOf(name),
      fact: `No stage brings ${name}, and no template prints its version`,
      ...remedyFor(name, brought, 'remove the line'),
    }));
}

function noReader(what: string, name: string, known: readonly string[]): Pick<Unused, 'fact' | 'remedy' | 'mistyped'> {
  return { fact: `${what} is contributed, and no template reads it`, ...remedyFor(name, known, 'remove it') };
}

function remedyFor(name: string, known: readonly string[], otherwise: string): Pick<Unused, 'remedy' | 'mistyped'> {
  const near = nearest(name, known);
  return {
    remedy: near === undefined ? `Use it, or ${otherwise}` : `Did you mean ${near}? Correct it, or ${otherwise}`,
    mistyped: near !== undefined,
  };
}

/** Every name that a template of the pack says, at whatever place of a path. */
function usedNames({ stages }: Pack): ReadonlySet<string> {
  const names = new Set<string>();
  const use = (path: Path): void => {
    for (const name of path) names.add(name);
  };
  const read = (nodes: readonly TemplateNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'value') pathsOf(node.value).forEach(use);
      if (node.kind === 'if') {
        for (const { condition, body } of node.branches) {
          if (condition !== undefined) pathsIn(condition).forEach(use);
          read(body);
        }
      }
      if (node.kind === 'for') {
        pathsOf(node.list).forEach(use);
        read(node.body);
      }
    }
  };
  for (const { files, parts } of stages) {
    for (const template of [...files.filter((file) => file.template === true), ...parts]) read(parseFile(template).nodes);
  }
  return names;
}

function pathsOf(operand: Operand): readonly Path[] {
  switch (operand.kind) {
    case 'path':
      return [operand.path];
    case 'literal':
      return [];
    case 'either':
      return [...pathsIn(operand.condition), ...pathsOf(operand.yes), ...pathsOf(operand.no)];
    case 'call':
      return pathsOf(operand.argument);
  }
}
