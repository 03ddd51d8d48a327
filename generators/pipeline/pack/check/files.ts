import { Refusal } from '../../errors.js';
import { checkTemplate } from '../../template/check.js';
import { hasTags } from '../../template/fill.js';
import type { Problem, TemplateNode } from '../../template/nodes.js';
import { parseFile } from '../../template/parse.js';
import { mayBeAsIs, textFormatOf } from '../../template/text/text_format.js';
import type { NameTypes } from '../../template/types.js';
import { ancestors } from '../../tree.js';
import type { Pack, PackFile, PackPart, Stage } from '../pack.js';
import type { Locate } from '../problem.js';
import { conditionTypes, typesOf } from '../template_names.js';
import { checkFilled } from './filled.js';
import { findBraces, findBracesInPaths } from './habits.js';
import { verifyEmittedPath } from './path.js';
import { checkCondition } from './questions.js';

/** Checks where the files and parts of all stages go: paths, conditions, and that no two are emitted in the same place. */
export function checkFiles(pack: Pack, locate: Locate): Problem[] {
  const conditions = conditionTypes(pack);
  const files = pack.stages.flatMap((stage) => stage.files);
  const problems = pack.stages.flatMap((stage) => [
    ...[...stage.files, ...stage.parts].flatMap((file) => {
      const place = (key: string) => locate([`${stage.id}/stage.yml`], [...settingsOf(file, stage), key]);
      return [...checkPath(file, stage, conditions, place), ...checkCondition(file.when, conditions, () => place('when'))];
    }),
    ...findBracesInPaths(stage, { ...conditions, package: 'token' }),
  ]);
  return [...problems, ...checkClashes(files), ...checkFormer(files)];
}

/** Checks the templates of all stages, and that each part finds its place in one. */
export function checkTemplates(pack: Pack): Problem[] {
  const types = typesOf(pack);
  const files = pack.stages.flatMap((stage) => stage.files);
  const templates = files.filter(({ template }) => template === true).flatMap((file) => checkTemplateFile(file, types));
  const places = new Map<PackFile, boolean>();
  const parts = pack.stages.flatMap((stage) =>
    stage.parts.flatMap((part) => [...checkTemplateFile({ ...part, ...textsIn(part, files) }, types), ...checkPlace(part, files, places)]),
  );
  return [...templates, ...parts];
}

/** What is declared of texts in the file that a part goes to. */
function textsIn({ path }: PackPart, files: readonly PackFile[]): Pick<PackFile, 'texts'> {
  return files.some((file) => file.path === path && file.texts !== undefined) ? { texts: 'as-is' } : {};
}

/** The key of a file's settings: its path below files/ or parts/, as it would be emitted without `as`. */
function settingsOf({ origin }: PackFile | PackPart, { id }: Stage): [string, string] {
  const [kind = 'files', ...rest] = origin.slice(id.length + 1).split('/');
  return [kind, rest.join('/').replace(/(^|\/)dot\.(?=[^/])/g, '$1.')];
}

/** A path is written by `as`, or else it is that of the file. */
function checkPath(file: PackFile | PackPart, stage: Stage, names: NameTypes, place: PlaceOf): Problem[] {
  const { path, origin } = file;
  const at = () => (path === settingsOf(file, stage)[1] ? { file: origin, line: 1 } : place('as'));
  try {
    const problems = hasTags(path) ? checkFilled(path, names, at, 'tokens') : [];
    if (problems.length > 0) return problems;
    if (/<%[^/]*$/.test(path) && !/%>[^/<]*\.[^/<.]+$/.test(path)) return [{ ...at(), ...OPEN_END }];
    verifyEmittedPath(path.replaceAll(/<%-.*?%>/g, 'x'));
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ ...at(), fact: error.fact, remedy: error.remedy }];
  }
}

/** Where a setting of a file was written. */
type PlaceOf = (key: string) => Pick<Problem, 'file' | 'line'>;

const OPEN_END = {
  fact: 'The name of the file ends with a tag: without its suffix nobody knows what the file is',
  remedy: 'Put the suffix behind it: notes/<%- style %>.md',
};

function checkTemplateFile(file: PackFile, types: ReturnType<typeof typesOf>): Problem[] {
  if (file.binary === true)
    return [
      {
        file: file.origin,
        line: 1,
        fact: 'A binary file cannot be a template',
        remedy: 'Remove "template" from its settings',
      },
    ];
  const template = parseFile(file);
  return [...checkTemplate(template, types, file), ...checkTexts(file), ...findBraces(template, file.path, types)];
}

/** Where there is an encoder, an author does not know better. */
function checkTexts({ path, origin, texts }: PackFile): Problem[] {
  if (texts === undefined || mayBeAsIs(textFormatOf(path))) return [];
  const remedy = 'Remove "texts: as-is" from its settings';
  return [{ file: origin, line: 1, fact: 'What people write is encoded for this kind of file, and cannot enter it as it is', remedy }];
}

/**
 * A part goes to a file that has a place for parts.
 *
 * @param places which files were seen to have one.
 */
function checkPlace({ path, origin }: PackPart, files: readonly PackFile[], places: Map<PackFile, boolean>): Problem[] {
  const targets = files.filter((file) => file.path === path);
  if (targets.length === 0)
    return [
      {
        file: origin,
        line: 1,
        fact: `No stage has a file ${path} to which this part could go`,
        remedy: 'Correct the path',
      },
    ];
  return targets
    .filter((target) => {
      const known = places.get(target) ?? (target.template === true && hasPlace(parseFile(target).nodes));
      places.set(target, known);
      return !known;
    })
    .map((target) => ({
      file: target.origin,
      line: 1,
      fact: `The part ${origin} finds no place here`,
      remedy: 'Make the file a template, with <%- parts %> on a line of its own',
    }));
}

function hasPlace(nodes: readonly TemplateNode[]): boolean {
  return nodes.some((node) => {
    if (node.kind === 'if') return node.branches.some(({ body }) => hasPlace(body));
    return node.kind === 'parts';
  });
}

/** Where a file stood before is the place of no other one. */
function checkFormer(files: readonly PackFile[]): Problem[] {
  const taken = new Set(files.map(({ origin }) => origin));
  return files.flatMap(({ origin, was = [] }) => {
    const present = was.find((former) => taken.has(former));
    if (present === undefined) return [];
    return [{ file: origin, line: 1, fact: `"was" names ${present}, which is there`, remedy: 'Name only where the file stood before' }];
  });
}

/** Two files may be emitted in the same place only where each has a condition of its own. */
function checkClashes(files: readonly PackFile[]): Problem[] {
  const byPath = new Map<string, PackFile[]>();
  for (const file of files) {
    const same = byPath.get(fold(file.path));
    if (same === undefined) byPath.set(fold(file.path), [file]);
    else same.push(file);
  }
  const folders = new Set(files.flatMap(({ path }) => ancestors(fold(path))));
  return files.flatMap((file) => {
    const at = { file: file.origin, line: 1 };
    if (folders.has(fold(file.path)))
      return [{ ...at, fact: `${file.path} is a file here and a folder elsewhere`, remedy: 'Rename one of them' }];
    const clash = byPath.get(fold(file.path))?.find((other) => other !== file && clashes(file, other));
    if (clash === undefined) return [];
    return [
      {
        ...at,
        fact: `${clash.origin} is emitted as ${clash.path} too`,
        remedy: 'Rename one of them, or give each a "when" of its own',
      },
    ];
  });
}

/** Some disks know one case only, and one form of `é`. */
function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function clashes(a: PackFile, b: PackFile): boolean {
  return a.path !== b.path || a.when === undefined || b.when === undefined || a.when === b.when;
}
