import type { Problem } from '../../template/nodes.js';
import { mergeValues, type NamedLayer } from './extends.js';
import { emittedName, type SourceFile, type StageLayer } from './layer.js';
import type { YamlFile } from './yaml.js';

/** One stage of all layers. */
interface StackedStage {
  readonly value: unknown;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly parts: ReadonlyMap<string, SourceFile>;
}

/** All layers as one. */
export interface StackedPack {
  readonly value: unknown;
  readonly stages: ReadonlyMap<string, StackedStage>;
  readonly problems: readonly Problem[];
}

const NO_STAGE: StackedStage = { value: {}, files: new Map(), parts: new Map() };

/**
 * Lays the layers over each other, the last one at the bottom: files by path, values key by key; `remove:` takes
 * away what is below.
 */
export function stackLayers(layers: readonly NamedLayer[]): StackedPack {
  const stages = new Map<string, StackedStage>();
  const problems: Problem[] = [];
  let value: unknown = {};
  for (const layer of [...layers].reverse()) {
    problems.push(...layer.problems.map((problem) => ({ ...problem, file: layer.prefix + problem.file })));
    problems.push(...removeAll(stages, layer));
    value = mergeValues(value, layer.pack.value);
    for (const [id, stage] of layer.stages) stages.set(id, stackStage(stages.get(id) ?? NO_STAGE, stage));
  }
  return { value, stages, problems };
}

function stackStage(below: StackedStage, stage: StageLayer): StackedStage {
  return {
    value: mergeValues(below.value, stage.yaml?.value ?? {}),
    files: new Map([...below.files, ...stage.files]),
    parts: new Map([...below.parts, ...stage.parts]),
  };
}

/**
 * Takes away what a layer names in `remove:`, in `pack.yml` as `<stage>/files/<path>`, in `stage.yml` as
 * `files/<path>`.
 */
function removeAll(stages: Map<string, StackedStage>, { pack, stages: own, prefix }: NamedLayer): Problem[] {
  const removals = listRemovals(pack, '').concat(
    [...own].flatMap(([id, { yaml }]) => (yaml === undefined ? [] : listRemovals(yaml, `${id}/`))),
  );
  return removals
    .filter(({ path }) => !remove(stages, path))
    .map(({ path, file, line }) => ({
      file: prefix + file,
      line,
      fact: `There is no "${path}" to remove`,
      remedy: 'Name a stage, or <stage>/files/<path>, of the pack that is extended',
    }));
}

interface Removal {
  readonly path: string;
  readonly file: string;
  readonly line: number;
}

function listRemovals({ file, value, lineOf }: YamlFile, start: string): Removal[] {
  if (typeof value !== 'object' || value === null || !('remove' in value) || !Array.isArray(value.remove)) return [];
  const paths: readonly unknown[] = value.remove;
  return paths
    .filter((path) => typeof path === 'string')
    .map((path, index) => ({
      path: emittedName(start + path.replace(/\/$/, '')),
      file,
      line: lineOf(['remove', index]) ?? 1,
    }));
}

function remove(stages: Map<string, StackedStage>, path: string): boolean {
  const [id = '', kind, ...rest] = path.split('/');
  const stage = stages.get(id);
  if (stage === undefined) return false;
  if (kind === undefined) return stages.delete(id);
  if (kind !== 'files' && kind !== 'parts') return false;
  const below = rest.join('/');
  const gone = [...stage[kind].keys()].filter((name) => below === '' || name === below || name.startsWith(`${below}/`));
  const settings = Object.fromEntries(gone.map((name) => [name, null]));
  const kept = new Map([...stage[kind]].filter(([name]) => !gone.includes(name)));
  stages.set(id, { ...stage, [kind]: kept, value: mergeValues(stage.value, { [kind]: settings }) });
  return gone.length > 0;
}
