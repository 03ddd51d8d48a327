import { offeredTasks } from '../../generators/pipeline/answers/selection.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { questionsOf } from '../../generators/pipeline/pack/pack.js';
import { drawRemovals } from './removals.js';

/** A choice of tasks and answers whose emitted repository is run for real. */
export interface Row {
  readonly name: string;
  /** Selectors, as `--tasks` takes them. */
  readonly tasks: string;
  /** The name of the package; the same in most rows. */
  readonly package: string;
  /** More flags of `mlops new`. */
  readonly flags: readonly string[];
  /** `full`: in every run of CI. The others are recorded by `npm run verify`, and one of them is drawn in every run of CI. */
  readonly kind: 'full' | 'drawn' | 'seam';
  /** Mistakes are put into it, which its tests have to notice. */
  readonly mutants?: true;
  /** What is built of it in the place of an environment. Images take a machine that may build them. */
  readonly builds?: 'images';
  /** Data, models and metrics of somebody's own are put into it. */
  readonly own?: true;
  /** It is asked nothing else: the rest is asked of the row that is the same without it. */
  readonly ownOnly?: true;
  /** It gets as many images as people come with. */
  readonly large?: true;
  /** The repository has a past: it began minimal, people edited it, and the rest was added afterwards. */
  readonly addedLater?: boolean;
  /** It began with `tasks`, and these slugs were removed one after the other. */
  readonly removed?: readonly string[];
  /** The repository began with these tasks and was edited as groups do until day fifteen, in a way of this seed; then the rest was added. */
  readonly dayFifteen?: { readonly began: string; readonly seed: number };
}

const PACKAGE = 'digits_demo';
/** What is left of everything when tasks are removed, in so many ways. */
const REMOVED_ROWS = ['removed a', 'removed b'];
const LONGEST_NAME = `digits_${'mlops'.repeat(11)}_x`.padEnd(64, 'x');

/** Selectors of everything but some tasks and what needs them. */
function everythingBut(left: readonly string[], pack: Pack): string {
  const tasks = offeredTasks(pack);
  const without = new Set(left);
  for (let size = -1; size !== without.size; ) {
    size = without.size;
    for (const { slug, needs } of tasks) if (needs.some((need) => without.has(need))) without.add(slug);
  }
  return tasks
    .map(({ slug }) => slug)
    .filter((slug) => !without.has(slug))
    .join(',');
}

/** The rows of the matrix: a row whose question the pack does not ask is not there. */
export function makeRows(pack: Pack): readonly Row[] {
  const questions = questionsOf(pack).map(({ name }) => name);
  const drawn = (name: string, tasks: string, ...flags: string[]): Row => ({ name, tasks, flags, kind: 'drawn', package: PACKAGE });
  const own = (row: Row): Row => ({ ...row, own: true });
  const without = (...tasks: string[]): string => everythingBut(tasks, pack);
  const removals = drawRemovals(pack, REMOVED_ROWS.length);
  const data = questions.includes('data') ? ['table', 'text'].map((kind) => own(drawn(`data=${kind}`, 'everything', '--data', kind))) : [];
  return [
    { ...drawn('everything', 'everything', '--agents', 'yes', '--devcontainer', 'yes'), kind: 'full' },
    { ...drawn('images', 'everything'), kind: 'full', builds: 'images' },
    { ...drawn('minimal', 'minimal'), kind: 'full' },
    { ...drawn('data seam', 'everything'), kind: 'seam' },
    { ...own(drawn('own data and models', 'everything')), ownOnly: true },
    { ...drawn('mutants', 'everything'), mutants: true },
    { ...drawn('mutants of the loop', without('lightning')), mutants: true },
    { ...drawn('large images', 'minimal'), large: true },
    drawn('week1', 'week1'),
    drawn('everything with pip', 'everything', '--manager', 'pip', '--agents', 'yes', '--devcontainer', 'yes'),
    { ...drawn('images with pip', 'everything', '--manager', 'pip'), builds: 'images' },
    drawn('minimal with pip', 'minimal', '--manager', 'pip'),
    drawn('without hydra', without('hydra')),
    { ...drawn('a package of 64 letters without lightning', without('lightning')), package: LONGEST_NAME },
    drawn('without configs and API tests', without('experiment-configs', 'api-tests')),
    drawn('without tests', without('data-tests', 'model-and-training-tests', 'api-tests')),
    { ...drawn('added later', 'everything'), addedLater: true },
    { ...drawn('day fifteen after week one', 'everything'), dayFifteen: { began: 'week1', seed: 1 } },
    {
      ...drawn('day fifteen with pip and a table', 'everything', '--manager', 'pip', '--data', 'table'),
      dayFifteen: { began: 'minimal', seed: 2 },
    },
    {
      ...drawn('day fifteen before API and Hydra', 'everything'),
      dayFifteen: { began: without('fastapi-inference', 'experiment-configs', 'lightning'), seed: 3 },
    },
    ...REMOVED_ROWS.map((name, index) => ({ ...drawn(name, 'everything'), removed: removals[index] ?? [] })),
    ...data,
  ];
}

/** One of the rows that are not in every run of CI, which one being decided by the commit: over the commits each gets its turn. */
export function drawRow(rows: readonly Row[], rank: (name: string) => string): readonly Row[] {
  const drawn = rows.filter(({ kind }) => kind !== 'full');
  return drawn.toSorted((a, b) => rank(a.name).localeCompare(rank(b.name))).slice(0, 1);
}
