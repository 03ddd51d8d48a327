import { Refusal, repeated } from '../errors.js';
import { withLf } from '../line_ends.js';
import { align } from '../merge/lines/align.js';
import { LineNumbers, splitLines } from '../merge/lines/pieces.js';
import type { PackFile, Task } from '../pack/pack.js';
import { isText } from '../report/diffs.js';
import { removals, stageOf, tasksOfFile } from './bringers.js';
import type { FileOrigin, SeenFile } from './file_origin.js';
import { type Ground, packFileAt } from './ground.js';
import { answersOfLine, type DecidingAnswer, keepsLine, tasksOfLine } from './line_cause.js';
import { type TaskOrigin, taskOrigin } from './task_origin.js';
import { type Variants, variantsOf } from './variants.js';

/** Why a line is there. One of the documents that `mlops why --json` prints; its schema is schemas/why.schema.json. */
export interface LineOrigin extends Pick<FileOrigin, 'folder' | 'path' | 'pack'> {
  readonly kind: 'line';
  readonly line: number;
  readonly text: string;
  /** Whether the person wrote it. */
  readonly state: 'generated' | 'own';
  /** Of a line of the person in a generated file: the generated lines that stood there. */
  readonly instead?: readonly string[];
  /** What it, or the lines that stood there, came from. */
  readonly from?: LineFrom;
}

/** What a generated line comes from. */
export interface LineFrom {
  readonly template: string;
  readonly stage: string;
  /** The tasks without which it is not there; where no one task is needed, those of the file. */
  readonly tasks: readonly TaskOrigin[];
  /** Whether no choice of tasks is without it. */
  readonly everywhere: boolean;
  readonly answers: readonly DecidingAnswer[];
}

/**
 * Explains a line of a file.
 *
 * @param line counted from one.
 * @throws Refusal where the file has no such line.
 */
export function lineOf({ origin, standing }: SeenFile, line: number, ground: Ground): LineOrigin {
  const { folder, path, pack, state } = origin;
  if (state === 'deleted')
    throw new Refusal(`${repeated(path)} is deleted, and has no lines`, `Ask for the file: mlops why ${repeated(path)}`);
  if (standing?.kind !== 'file' || !isText(standing)) {
    throw new Refusal(`${repeated(path)} is no text, and has no lines`, 'Ask for the file, without a line');
  }
  const yours = splitLines(withLf(standing.bytes.toString('utf8')));
  const text = yours[line - 1];
  if (text === undefined) throw noLine(path, line, yours.length);
  const common = { kind: 'line', folder, path, pack, line, text: text.replace(/\n$/, '') } as const;
  const file = origin.from === undefined ? undefined : packFileAt(origin.from.path, ground.plan);
  if (file === undefined) return { ...common, state: 'own' };
  const variants = variantsOf(file, ground);
  const place = placeOf(line - 1, splitLines(variants.now), yours);
  if (place.at !== undefined) return { ...common, state: 'generated', from: causeOf(file, place.at, variants, ground) };
  const [first] = place.instead;
  if (first === undefined) return { ...common, state: 'own' };
  const instead = place.instead.map((index) => (splitLines(variants.now)[index] ?? '').replace(/\n$/, ''));
  return { ...common, state: 'own', instead, from: causeOf(file, first, variants, ground) };
}

function noLine(path: string, line: number, count: number): Refusal {
  const has = count === 0 ? 'is empty, and has' : `has ${count} ${count === 1 ? 'line' : 'lines'}, and`;
  const remedy = count === 0 ? 'Ask for the file, without a line' : count === 1 ? 'Name line 1' : `Name one from 1 to ${count}`;
  return new Refusal(`${repeated(path)} ${has} no line ${line}`, remedy);
}

/** Which generated line a line of the person's file is, or which ones stood in its place. */
function placeOf(
  line: number,
  generated: readonly string[],
  yours: readonly string[],
): { readonly at?: number; readonly instead: readonly number[] } {
  const numbers = new LineNumbers();
  let shift = 0;
  for (const { start, end, from, to } of align(numbers.of(generated), numbers.of(yours))) {
    if (line < from) break;
    if (line < to) return { instead: Array.from({ length: end - start }, (_, index) => start + index) };
    shift = end - to;
  }
  return { at: line + shift, instead: [] };
}

function causeOf(file: PackFile, line: number, variants: Variants, { plan }: Ground): LineFrom {
  const keeps = keepsLine(variants.now, line);
  const found = tasksOfLine(plan, variants, keeps);
  const going = removals(plan);
  const tasks = found.length > 0 ? found : tasksOfFile(file, plan);
  return {
    ...templateFor(file, tasks, plan),
    tasks: tasks.map((task) => taskOrigin(task, plan.pack)),
    everywhere: tasks.every(({ slug }) => !going.has(slug)),
    answers: answersOfLine(plan, variants, keeps),
  };
}

/** The part of the stage that brings a line, where it has one in the file; else the template of the file. */
function templateFor(file: PackFile, [task]: readonly Task[], plan: Ground['plan']): Pick<LineFrom, 'template' | 'stage'> {
  const parts = (plan.parts.get(file.path) ?? []).flatMap(({ part }) => part ?? []);
  const own = parts.find(({ origin }) => stageOf(origin, plan)?.id === task?.stage);
  return { template: own?.origin ?? file.origin, stage: stageOf(file.origin, plan)?.id ?? '' };
}
