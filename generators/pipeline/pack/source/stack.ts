import type { Problem } from '../../template/nodes.js';
import { packYaml, stageYaml } from '../fields.js';
import type { JsonSchema } from '../shape.js';
import type { NamedLayer } from './extends.js';
import { layOver } from './lay_over.js';
import { emittedName, type StageLayer } from './layer.js';
import type { SourceFile } from './reader.js';
import type { YamlFile } from './yaml.js';

const PACK_SCHEMA = packYaml.schema();
const STAGE_SCHEMA = stageYaml.schema();

/** One stage of all layers. */
interface StackedStage {
  readonly value: unknown;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly parts: ReadonlyMap<string, SourceFile>;
}

/** Names of tasks and stages that are no more. */
export interface Removed {
  readonly tasks: ReadonlySet<string>;
  readonly stages: ReadonlySet<string>;
}

/** All layers as one. */
export interface StackedPack {
  readonly value: unknown;
  readonly stages: ReadonlyMap<string, StackedStage>;
  /** What the upper layers took away: others may still name it. */
  readonly removed: Removed;
  /** The tasks that upper layers have put on the checklist. */
  readonly added: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

const NO_STAGE: StackedStage = { value: {}, files: new Map(), parts: new Map() };

/**
 * Lays the layers over each other, the last one at the bottom: files by path, values key by key; `remove:` takes
 * away what is below.
 */
export function stackLayers(layers: readonly NamedLayer[]): StackedPack {
  const stages = new Map<string, StackedStage>();
  const removed = { tasks: new Set<string>(), stages: new Set<string>() };
  const added = new Set<string>();
  const problems: Problem[] = [];
  let value: unknown = {};
  for (const [index, layer] of [...layers].reverse().entries()) {
    problems.push(...layer.problems.map((problem) => ({ ...problem, file: layer.prefix + problem.file })));
    const known = { tasks: new Set(tasksIn(value)), stages: [...stages.keys()] };
    problems.push(...removeAll(stages, layer));
    value = layDocument(value, layer.pack, PACK_SCHEMA, layer, problems);
    for (const [id, stage] of layer.stages) stages.set(id, stackStage(stages.get(id) ?? NO_STAGE, stage, layer, problems));
    const now = new Set(tasksIn(value));
    if (index > 0) for (const slug of now) if (!known.tasks.has(slug)) added.add(slug);
    for (const slug of known.tasks) if (!now.has(slug)) removed.tasks.add(slug);
    for (const id of known.stages) if (!stages.has(id)) removed.stages.add(id);
    for (const slug of now) removed.tasks.delete(slug);
    for (const id of stages.keys()) removed.stages.delete(id);
  }
  return { value, stages, removed, added, problems };
}

function tasksIn(value: unknown): readonly string[] {
  const tasks = typeof value === 'object' && value !== null && 'tasks' in value ? value.tasks : undefined;
  return typeof tasks === 'object' && tasks !== null ? Object.keys(tasks) : [];
}

function stackStage(below: StackedStage, stage: StageLayer, layer: NamedLayer, problems: Problem[]): StackedStage {
  return {
    value: stage.yaml === undefined ? below.value : layDocument(below.value, stage.yaml, STAGE_SCHEMA, layer, problems),
    files: new Map([...below.files, ...stage.files]),
    parts: new Map([...below.parts, ...stage.parts]),
  };
}

/** Lays a document over the one below; `remove` is its own, and not what is left of another. */
function layDocument(
  below: unknown,
  { file, value, lineOf }: YamlFile,
  schema: JsonSchema,
  { prefix }: NamedLayer,
  problems: Problem[],
): unknown {
  return layOver(withoutRemovals(below), value ?? {}, schema, ({ path, fact, remedy }) => {
    problems.push({ file: prefix + file, line: lineOf(path) ?? 1, fact, remedy });
  });
}

function withoutRemovals(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('remove' in value)) return value;
  const { remove: _, ...rest } = value;
  return rest;
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
  stages.set(id, { ...stage, [kind]: kept, value: layOver(stage.value, { [kind]: settings }, STAGE_SCHEMA, () => {}) });
  return gone.length > 0;
}
