import { isDeepStrictEqual } from 'node:util';
import { type Pack, type PackFile, type PackPart, type Question, questionsOf, type Stage, type Task, taskName } from '../pack.js';
import { emittedName } from '../source/layer.js';
import { pairTasks } from './news.js';

/** One thing that is different in another pack. */
export interface Difference {
  readonly kind: 'new' | 'gone' | 'changed' | 'reworded' | 'renamed' | 'renumbered' | 'moved';
  /** What it is about, as its author calls it: `hydra (15)`, `M5`, `--manager`, the path of a file in the pack. */
  readonly name: string;
  /** What of it is different, where it has several sides. */
  readonly field?: string;
  readonly before?: string;
  readonly after?: string;
}

/** What is different in a pack, for its author: each part of it in the order of the later pack, then what is gone. */
export interface PackDifferences {
  readonly course: readonly Difference[];
  readonly tasks: readonly Difference[];
  readonly modules: readonly Difference[];
  readonly groups: readonly Difference[];
  readonly presets: readonly Difference[];
  readonly questions: readonly Difference[];
  readonly stages: readonly Difference[];
  readonly versions: readonly Difference[];
  /** Names that a package cannot have. */
  readonly reserved: readonly Difference[];
  readonly files: readonly Difference[];
}

/** Compares a pack with the one that it extends. What an id, a title and a revision are is no difference: they always are. */
export function packDifferences(from: Pack, to: Pack): PackDifferences {
  return {
    course: compare(mapOf(from.course), mapOf(to.course), String, 'changed'),
    tasks: taskDifferences(from, to),
    modules: moduleDifferences(from.modules, to.modules),
    groups: compare(mapOf(from.groups), mapOf(to.groups), String, 'reworded'),
    presets: compare(mapOf(from.presets), mapOf(to.presets), wordsOf, 'changed'),
    questions: compareFields(questionMap(from), questionMap(to), ({ message }) => message),
    stages: compareFields(stageMap(from), stageMap(to), ({ title }) => title),
    versions: compare(mapOf(from.versions), mapOf(to.versions), ({ version, below }) => `${version}, below ${below}`, 'changed'),
    reserved: compare(new Map(from.reserved.map((name) => [name, ''])), new Map(to.reserved.map((name) => [name, ''])), String, 'changed'),
    files: fileDifferences(from, to),
  };
}

/** Compares what is one text each. */
function compare<T>(
  from: ReadonlyMap<string, T>,
  to: ReadonlyMap<string, T>,
  text: (one: T) => string,
  kind: Difference['kind'],
): Difference[] {
  return compareMaps(from, to, text, (name, old, now) => {
    const [before, after] = [text(old), text(now)];
    return before === after ? [] : [{ kind, name, before, after }];
  });
}

/** Compares what has several sides, each of which is a difference of its own. */
function compareFields<T extends object>(from: ReadonlyMap<string, T>, to: ReadonlyMap<string, T>, text: (one: T) => string): Difference[] {
  return compareMaps(from, to, text, (name, old, now) => fieldDifferences(name, old, now));
}

function compareMaps<T>(
  from: ReadonlyMap<string, T>,
  to: ReadonlyMap<string, T>,
  text: (one: T) => string,
  changed: (name: string, old: T, now: T) => readonly Difference[],
): Difference[] {
  const here = [...to].flatMap(([name, now]): readonly Difference[] => {
    const old = from.get(name);
    if (old !== undefined) return changed(name, old, now);
    return [{ kind: 'new', name, ...(text(now) === '' ? {} : { after: text(now) }) }];
  });
  const gone = [...from].filter(([name]) => !to.has(name));
  return [...here, ...gone.map(([name, old]): Difference => ({ kind: 'gone', name, ...(text(old) === '' ? {} : { before: text(old) }) }))];
}

function fieldDifferences(name: string, old: object, now: object, except: readonly string[] = []): Difference[] {
  const [before, after] = [mapOf<unknown>({ ...old }), mapOf<unknown>({ ...now })];
  const fields = [...new Set([...before.keys(), ...after.keys()])].filter((field) => !except.includes(field));
  return fields
    .filter((field) => !isDeepStrictEqual(before.get(field), after.get(field)))
    .map((field) => ({ kind: 'changed', name, field, before: wordsOf(before.get(field)), after: wordsOf(after.get(field)) }));
}

/** Sides of a task that have words of their own. */
const TOLD_APART = ['slug', 'id', 'wording', 'group'];

function taskDifferences(from: Pack, to: Pack): Difference[] {
  const pairs = pairTasks(from, to);
  const kept = new Set(pairs.map(({ old }) => old));
  const here = pairs.flatMap(({ task, old }): readonly Difference[] => {
    if (old === undefined) return [{ kind: 'new', name: taskName(task), after: task.wording }];
    return [...taskWords(task, old, from, to), ...fieldDifferences(taskName(task), old, task, TOLD_APART)];
  });
  const gone = from.tasks.filter((task) => !kept.has(task));
  return [...here, ...gone.map((task): Difference => ({ kind: 'gone', name: taskName(task), before: task.wording }))];
}

function taskWords(task: Task, old: Task, from: Pack, to: Pack): Difference[] {
  const name = taskName(task);
  const groupIn = ({ groups }: Pack, key: string): string => groups[key] ?? key;
  const sides: readonly (readonly [Difference['kind'], string, string])[] = [
    ['renamed', old.slug, task.slug],
    ['renumbered', wordsOf(old.id), wordsOf(task.id)],
    ['reworded', old.wording, task.wording],
    ...(old.group === task.group ? [] : [['moved', groupIn(from, old.group), groupIn(to, task.group)] as const]),
  ];
  return sides.filter(([, before, after]) => before !== after).map(([kind, before, after]) => ({ kind, name, before, after }));
}

/** A module is known by its title: the same title under another key is another number. */
function moduleDifferences(from: Pack['modules'], to: Pack['modules']): Difference[] {
  const [before, after] = [mapOf(from), mapOf(to)];
  const oldKeys = new Map([...before].map(([key, { title }]) => [title, key]));
  const newKeys = new Map([...after].map(([key, { title }]) => [title, key]));
  const isMoved = (title: string): boolean => oldKeys.has(title) && newKeys.has(title) && oldKeys.get(title) !== newKeys.get(title);
  const staying = (modules: typeof before) => new Map([...modules].filter(([, { title }]) => !isMoved(title)));
  const moved = [...after].flatMap(([key, module]): readonly Difference[] => {
    const oldKey = oldKeys.get(module.title) ?? '';
    if (!isMoved(module.title)) return [];
    return [
      { kind: 'renumbered', name: module.title, before: oldKey, after: key },
      ...fieldDifferences(key, before.get(oldKey) ?? {}, module),
    ];
  });
  return [...moved, ...compareFields(staying(before), staying(after), ({ title }) => title)];
}

function questionMap(pack: Pack): ReadonlyMap<string, Omit<Question, 'name'>> {
  return new Map(questionsOf(pack).map(({ name: _, ...question }) => [`--${question.flag}`, question]));
}

/** What a stage says of itself, each collection that it contributes to apart; its files and questions are told elsewhere. */
function stageMap({ stages }: Pack): ReadonlyMap<string, Pick<Stage, 'title' | 'summary' | 'after'>> {
  return new Map(
    stages.map(({ id, title, summary, after, contributes }) => {
      const collections = Object.entries(contributes).map(([name, records]) => [`contributes ${name}`, records]);
      return [id, { title, summary, after, ...Object.fromEntries(collections) }];
    }),
  );
}

/** How the sides of a file are called in `stage.yml`; its origin is its name here. */
const FILE_SIDES: ReadonlyMap<string, string> = new Map([['path', 'as']]);

function fileDifferences(from: Pack, to: Pack): Difference[] {
  return compareMaps(
    fileMap(from),
    fileMap(to),
    () => '',
    (name, old, now) => {
      const sides = fieldDifferences(name, old, now, ['origin']).map(({ field = '' }) => FILE_SIDES.get(field) ?? field);
      return sides.length === 0 ? [] : [{ kind: 'changed', name, field: sides.join(', ') }];
    },
  );
}

/** By where they stand in the pack, however the dot at the start of a name is written there. */
function fileMap({ stages }: Pack): ReadonlyMap<string, PackFile | PackPart> {
  const files = stages.flatMap((stage) => [...stage.files, ...stage.parts]);
  return new Map(files.map((file) => [emittedName(file.origin), file]));
}

function mapOf<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(record));
}

/** A value in words that fit into a sentence. */
function wordsOf(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(wordsOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
