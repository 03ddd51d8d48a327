import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { moduleOf, refuseInOneLine, settingsOf } from '../copies.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';
import { isAsked, trainedClone } from './scale.js';

const COMPRESS = 'scale.compress';
/** By how much the accuracy of the quantised model may be lower. */
const LOST = 0.02;
/** Logits and accuracies may differ by what rounding does. */
const CLOSE = 1e-3;

const compresses = (model: string | undefined): Check => ({
  name: `the table of the compression${model === undefined ? '' : ` of ${model}`} has every variant, with the sparsity asked for and an accuracy that stays`,
  applies: (project) => isAsked(project, 'compress', model),
  run: async (project) => {
    const clone = await trainedClone(project, `compression-${model ?? 'ours'}`, model);
    if (model !== undefined) await succeed(clone, 'python', [...moduleOf(clone, 'train'), ...settingsOf(clone, { epochs: 2 })]);
    const table = await compress(clone, {}, '--amount', '0.3', ...(model === undefined ? [] : ['--no-compile']));
    for (const name of ['trained', 'pruned', 'int8', ...(model === undefined ? ['compiled'] : [])]) expectFigures(table, name);
    const sparsity = Number(/sparsity ([\d.]+) %/.exec(noteOf(table, 'pruned'))?.[1]);
    if (!(Math.abs(sparsity - 30) <= 0.1)) throw new CheckFailure(`The sparsity is ${sparsity} %`);
    const [int8, trained] = [accuracyOf(table, 'int8'), accuracyOf(table, 'trained')];
    if (!(int8 >= trained - LOST)) throw new CheckFailure(`int8 has an accuracy of ${int8}, the model of ${trained}`);
    if (model === undefined && !(differenceOf(table, 'compiled') < CLOSE))
      throw new CheckFailure('The compiled model computes something else');
    await succeed(clone, 'python', [...moduleOf(clone, 'evaluate'), '--weights', 'file:models/pruned.pth']);
    await compressesAgain(clone, accuracyOf(table, 'pruned'));
  },
});

/** The pruned weights, exported and compared in their turn on a machine that has no compiler. */
async function compressesAgain(clone: Project, accuracy: number): Promise<void> {
  const pruned = ['--weights', 'file:models/pruned.pth'];
  await refuseInOneLine(clone, /no weights at file:none/, [...moduleOf(clone, COMPRESS), '--weights', 'file:none']);
  const exports_ = has(clone, 'src/pkgname/serving/export_onnx.py');
  if (exports_) await succeed(clone, 'python', [...moduleOf(clone, 'serving.export_onnx'), ...pruned]);
  const env = { PATH: join(clone.aside, 'venv', 'bin') };
  const table = await compress(clone, env, ...pruned);
  expectNote(table, 'pruned', /^models\/pruned\.pth would be overwritten: give another --pruned-path$/);
  expectNote(table, 'compiled', /^torch\.compile needs a C\+\+ compiler, and \S+ is not here\. Install one with: .+$/);
  if (!exports_) return expectNote(table, 'ONNX', /mlops add specialised-serving/);
  expectFigures(table, 'ONNX');
  if (!(Math.abs(accuracyOf(table, 'ONNX') - accuracy) <= CLOSE)) throw new CheckFailure('The exported pruned model is another one');
}

type Table = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Compares the variants, without a traceback, and reads the table. */
async function compress(clone: Project, env: Readonly<Record<string, string>>, ...options: string[]): Promise<Table> {
  const ran = await succeed(clone, 'python', [...moduleOf(clone, COMPRESS), ...options], { env });
  if (/Traceback|Warning/.test(ran.output)) throw new CheckFailure('It says more than its table', ran);
  return readRows(readFileSync(join(clone.folder, 'reports/compression.md'), 'utf8'));
}

function noteOf(table: Table, name: string): string {
  return table.get(name)?.get('note') ?? '';
}

function accuracyOf(table: Table, name: string): number {
  return Number(table.get(name)?.get('accuracy'));
}

function differenceOf(table: Table, name: string): number {
  return Number(table.get(name)?.get('largest difference of a logit'));
}

function expectNote(table: Table, name: string, words: RegExp): void {
  if (!words.test(noteOf(table, name))) throw new CheckFailure(`The row of ${name} says: ${noteOf(table, name) || 'nothing'}`);
}

/** The row of a variant that was measured, and is not there with a reason in the place of figures. */
function expectFigures(table: Table, name: string): void {
  const [size, accuracy] = [table.get(name)?.get('size') ?? '', accuracyOf(table, name)];
  if (/^[\d.]+ KiB$/.test(size) && accuracy >= 0 && accuracy <= 1) return;
  throw new CheckFailure(`reports/compression.md has no figures of ${name}: ${noteOf(table, name) || 'no such row'}`);
}

/** The rows of a table in Markdown by their first cell; each by the names of the columns. */
function readRows(text: string): Table {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const [names = [], , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return new Map(rows.map((cells) => [cells[0] ?? '', new Map(names.map((name, index) => [name, cells[index] ?? '']))]));
}

export const COMPRESSION_CHECKS: readonly Check[] = [compresses(undefined), compresses('resnet.py')];
