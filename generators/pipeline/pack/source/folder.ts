import { resolve } from 'node:path';
import { Refusal } from '../../errors.js';
import type { Problem } from '../../template/nodes.js';
import { checkPack } from '../check/check.js';
import { checkCounts } from '../check/counts.js';
import { ENGINE, type Pack, type Version } from '../pack.js';
import { BrokenPack, type Locate, sortProblems } from '../problem.js';
import { typesOf } from '../template_names.js';
import { assemblePack } from './assemble.js';
import type { StageSource } from './documents.js';
import { type FindPack, type NamedLayer, readLayers } from './extends.js';
import { readImportNames } from './import_names.js';
import { isPackYaml, isStageYaml } from './schema.js';
import { type StackedPack, stackLayers } from './stack.js';
import { checkUndeclared } from './undeclared.js';
import { findUnused } from './unused.js';
import { readVersions } from './versions.js';
import type { YamlFile } from './yaml.js';

/** A pack as it was read from its folder, whole or broken. */
export interface PackSource {
  /** Absent where it could not even be put together. */
  readonly pack: Pack | undefined;
  /** By file and line. With one of them no project is made of the pack. */
  readonly problems: readonly Problem[];
  readonly locate: Locate;
  /** What it holds and nothing uses: no mistake, and nothing that is needed. */
  readonly idle: readonly Problem[];
  /** The folder of the pack that it extends; absent where it extends none. */
  readonly parent: string | undefined;
}

/**
 * Reads a pack from its folder, lays it over the packs that it extends, and checks all of it.
 *
 * @param findPack finds the folder of a pack that another one extends by its id.
 * @param elsewhere what the pack is called where its folder is not the person's own: no path in it leads out of the folder.
 * @throws BrokenPack with every problem that was found, each with its file and line.
 */
export async function readPackFolder(folder: string, findPack: FindPack, elsewhere?: string): Promise<Pack> {
  const { pack, problems } = await readPackSource(folder, findPack, elsewhere !== undefined);
  if (pack === undefined || problems.length > 0) throw new BrokenPack(elsewhere ?? resolve(folder), problems);
  return pack;
}

/** The same, with what is wrong as a value: for those who tell an author all of it. */
export async function readPackSource(folder: string, findPack: FindPack, confined = false): Promise<PackSource> {
  const layers = await readLayers(resolve(folder), findPack, confined);
  const stacked = stackLayers(layers);
  const locate = locator(layers);
  const problems: Problem[] = [...stacked.problems];
  const report = (problem: Problem): void => void problems.push(problem);
  // What was not read is missing everywhere: all of it would be told, and none of it is wrong.
  const isWhole = layers.every(({ pack: { value }, stages }) => value !== undefined && [...stages.values()].every(({ whole }) => whole));
  const pack = isWhole ? buildPack(stacked, layers, locate, report) : undefined;
  const unused = pack === undefined ? [] : findUnused(pack, locate, (name) => placeOfVersion(name, layers));
  const [mistyped, idle] = [unused.filter((each) => each.mistyped), unused.filter((each) => !each.mistyped)];
  if (pack !== undefined) problems.push(...checkPack(pack, locate), ...mistyped);
  return { pack, problems: sortProblems(problems), locate, idle, parent: layers[1]?.folder };
}

function buildPack(
  { value, stages, removed, added }: StackedPack,
  layers: readonly NamedLayer[],
  locate: Locate,
  report: (problem: Problem) => void,
): Pack | undefined {
  if (!isPackYaml(value, locate, report)) return undefined;
  if ((value.engine ?? ENGINE) > ENGINE) throw newerEngine(value.id, value.engine ?? ENGINE);
  const tooMuch = checkCounts({ tasks: Object.keys(value.tasks ?? {}).length, stages: stages.size }, 'pack.yml', 1);
  tooMuch.forEach(report);
  if (tooMuch.length > 0) return undefined;
  const sources: StageSource[] = [];
  for (const [id, stage] of stages) {
    if (!isStageYaml(id, stage.value, locate, report)) continue;
    const source = { id, yaml: stage.value, files: stage.files, parts: stage.parts };
    reportIdleSettings(source, locate, report);
    sources.push(source);
  }
  if (sources.length < stages.size) return undefined;
  const assembled = assemblePack({ yaml: value, sources, removed, added, versions: stackVersions(layers, report) }, locate, report);
  const pack = { ...assembled, reserved: [...new Set([...assembled.reserved, ...stackImportNames(layers, report)])] };
  const names = typesOf(pack);
  for (const source of sources) checkUndeclared(source, names).forEach(report);
  return pack;
}

/** A setting for a file that is not there is most often a wrong path. */
function reportIdleSettings({ id, yaml, files, parts }: StageSource, locate: Locate, report: (problem: Problem) => void): void {
  const settings = [
    ...Object.keys(yaml.files ?? {}).map((name) => ['files', name] as const),
    ...Object.keys(yaml.parts ?? {}).map((name) => ['parts', name] as const),
  ];
  for (const [kind, name] of settings) {
    if ((kind === 'files' ? files : parts).has(name)) continue;
    report({
      ...locate([`${id}/stage.yml`], [kind, name]),
      fact: `There is no file ${id}/${kind}/${name}`,
      remedy: 'Correct the path (as it is emitted: .name, not dot.name), or remove the entry',
    });
  }
}

function stackVersions(layers: readonly NamedLayer[], report: (problem: Problem) => void): Record<string, Version> {
  let stacked: Record<string, Version> = {};
  for (const { versions: text, prefix } of [...layers].reverse()) {
    const { versions, problems } = readVersions(text, `${prefix}versions.txt`);
    problems.forEach(report);
    stacked = { ...stacked, ...versions };
  }
  return stacked;
}

/** Where the version of a package is written: in the topmost layer that has it. */
function placeOfVersion(name: string, layers: readonly NamedLayer[]): Pick<Problem, 'file' | 'line'> {
  for (const { versions: text, prefix } of layers) {
    const index = text.split('\n').findIndex((line) => line.split('==')[0]?.trim() === name);
    if (index !== -1) return { file: `${prefix}versions.txt`, line: index + 1 };
  }
  return { file: 'versions.txt', line: 1 };
}

/** What a pack extends brings its packages too. */
function stackImportNames(layers: readonly NamedLayer[], report: (problem: Problem) => void): string[] {
  return layers.flatMap(({ importNames: text, prefix }) => {
    const { names, problems } = readImportNames(text, `${prefix}import_names.txt`);
    problems.forEach(report);
    return names;
  });
}

/** Finds a value in the topmost layer that has it; where none has, the nearest place above it. */
function locator(layers: readonly NamedLayer[]): Locate {
  return (documents, path) => {
    const files = documents.flatMap((document) => layers.flatMap((layer) => namedYaml(layer, document)));
    for (let length = path.length; length > 0; length -= 1) {
      for (const { file, lineOf } of files) {
        const line = lineOf(path.slice(0, length));
        if (line !== undefined) return { file, line };
      }
    }
    return { file: files[0]?.file ?? documents[0] ?? 'pack.yml', line: 1 };
  };
}

function namedYaml({ pack, stages, prefix }: NamedLayer, document: string): YamlFile[] {
  const yaml = document === 'pack.yml' ? pack : stages.get(document.replace(/\/stage\.yml$/, ''))?.yaml;
  return yaml === undefined ? [] : [{ ...yaml, file: prefix + yaml.file }];
}

function newerEngine(id: string, engine: number): Refusal {
  return new Refusal(
    `The pack ${id} needs engine ${engine}, and this generator has engine ${ENGINE}`,
    'Install a newer generator: npm install --global generator-mlops@latest',
  );
}
