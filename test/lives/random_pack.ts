import fc from 'fast-check';
import type { AdditiveFormat } from '../../generators/pipeline/pack/pack.js';

/** A condition of a file, a part or a stretch of lines: on a task, on a stage, or on an answer; the index wraps round. */
export interface Condition {
  readonly of: 'task' | 'stage' | 'flavour';
  readonly index: number;
}

/** Lines that stand in a file, always or under a condition; each is a word's number, which the file's kind turns into a line. */
export interface Stretch {
  readonly words: readonly number[];
  readonly when: Condition | undefined;
}

export type Kind = 'text' | 'python' | 'shell' | 'binary' | AdditiveFormat;

/** A file as it is drawn: its path and its text come of it when the pack is built. */
export interface DrawnFile {
  readonly stage: number;
  /** Its identity across revisions. */
  readonly number: number;
  readonly folder: number;
  readonly kind: Kind;
  readonly stretches: readonly Stretch[];
  readonly once: boolean;
  readonly when: Condition | undefined;
}

export interface DrawnTask {
  readonly stage: number;
  readonly number: number;
  /** How often its slug was renamed. */
  readonly names: number;
  /** Earlier tasks that it needs; the indexes wrap round. */
  readonly needs: readonly number[];
}

/** A pack as it is drawn. All of it fits together by construction, whatever fast-check makes smaller. */
export interface DrawnPack {
  readonly revision: number;
  readonly stages: number;
  readonly tasks: readonly DrawnTask[];
  readonly files: readonly DrawnFile[];
  /** For each stage, in turn, what it puts into the shared file. */
  readonly parts: readonly Stretch[];
  readonly tool: number;
}

const condition: fc.Arbitrary<Condition> = fc.record({
  of: fc.constantFrom('task', 'stage', 'flavour'),
  index: fc.nat(5),
});
const sometimes = fc.option(condition, { nil: undefined, freq: 2 });
const stretch: fc.Arbitrary<Stretch> = fc.record({ words: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }), when: sometimes });
const kind = fc.constantFrom<Kind>(
  ...(['text', 'text', 'python', 'shell', 'binary'] as const),
  ...(['lines', 'requirements', 'toml', 'yaml', 'markdown', 'python'] as const),
);

const file: fc.Arbitrary<Omit<DrawnFile, 'number'>> = fc.record({
  stage: fc.nat(3),
  folder: fc.nat(3),
  kind,
  stretches: fc.array(stretch, { maxLength: 4 }),
  once: fc.nat(3).map((drawn) => drawn === 3),
  when: fc.option(condition, { nil: undefined, freq: 1 }).map((drawn) => (drawn?.index === 0 ? drawn : undefined)),
});
const task = fc.record({ stage: fc.nat(3), needs: fc.array(fc.nat(5), { maxLength: 2 }) });

const firstRevision: fc.Arbitrary<DrawnPack> = fc
  .record({
    stages: fc.integer({ min: 2, max: 4 }),
    tasks: fc.array(task, { minLength: 2, maxLength: 6 }),
    files: fc.array(file, { minLength: 1, maxLength: 7 }),
    parts: fc.array(stretch, { maxLength: 4 }),
  })
  .map(({ stages, tasks, files, parts }) => ({
    revision: 1,
    tool: 1,
    stages,
    tasks: tasks.map((drawn, number) => ({ ...drawn, number, names: 0 })),
    files: files.map((drawn, number) => ({ ...drawn, number })),
    parts,
  }));

/** One thing that a teacher corrects: which file, task or part it is about wraps round. */
interface Correction {
  readonly what: keyof typeof CORRECTIONS;
  readonly index: number;
  readonly file: Omit<DrawnFile, 'number'>;
  readonly task: Pick<DrawnTask, 'stage' | 'needs'>;
  readonly stretch: Stretch;
}

type Correct = (pack: DrawnPack, correction: Omit<Correction, 'what'>) => Partial<DrawnPack>;

const inFile =
  (make: (old: DrawnFile, stretch: Stretch, index: number) => Partial<DrawnFile>): Correct =>
  ({ files }, { index, stretch }) => ({ files: changed(files, index, (old) => ({ ...old, ...make(old, stretch, index) })) });

const CORRECTIONS = {
  lines: inFile(({ stretches }, stretch, index) => ({ stretches: changed([...stretches, stretch], index, () => stretch) })),
  move: inFile(({ folder }) => ({ folder: folder + 1 })),
  once: inFile(({ once }) => ({ once: !once })),
  kind: inFile(({ kind }) => ({ kind: kind === 'text' ? 'binary' : kind === 'binary' ? 'text' : kind })),
  drop: ({ files }, { index }) => ({ files: files.filter((_, at) => at !== index % files.length) }),
  add: ({ files }, { file }) => ({ files: [...files, { ...file, number: freeNumber(files) }] }),
  slug: ({ tasks }, { index }) => ({ tasks: changed(tasks, index, (old) => ({ ...old, names: old.names + 1 })) }),
  task: ({ tasks }, { task }) => ({ tasks: [...tasks, { ...task, number: freeNumber(tasks), names: 0 }] }),
  'drop task': ({ tasks }, { index }) => ({ tasks: tasks.filter((_, at) => at === 0 || at !== index % tasks.length) }),
  part: ({ parts }, { index, stretch }) => ({ parts: changed([...parts, stretch], index, () => stretch) }),
  tool: ({ tool }) => ({ tool: tool + 1 }),
} satisfies Record<string, Correct>;

const correction: fc.Arbitrary<Correction> = fc.record({
  what: fc.constantFrom<Correction['what'][]>(
    'lines',
    'lines',
    'lines',
    'lines',
    'lines',
    'lines',
    'move',
    'once',
    'kind',
    'drop',
    'add',
    'slug',
    'task',
    'drop task',
    'part',
    'tool',
  ),
  index: fc.nat(6),
  file,
  task,
  stretch,
});

/** Two revisions of one pack. */
export const revisions: fc.Arbitrary<readonly [DrawnPack, DrawnPack]> = fc
  .tuple(firstRevision, fc.array(correction, { minLength: 1, maxLength: 8, size: 'max' }))
  .map(([first, corrections]) => [
    first,
    corrections.reduce((pack, { what, ...rest }) => ({ ...pack, ...CORRECTIONS[what](pack, rest) }), { ...first, revision: 2 }),
  ]);

function freeNumber(list: readonly { readonly number: number }[]): number {
  return 1 + Math.max(0, ...list.map(({ number }) => number));
}

function changed<T>(list: readonly T[], index: number, make: (old: T) => T): readonly T[] {
  return list.map((item, at) => (at === index % list.length ? make(item) : item));
}
