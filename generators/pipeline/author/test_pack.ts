import { explainDiskError } from '../commit/disk_error.js';
import { DONE, REFUSED, repeated } from '../errors.js';
import { packDifferences } from '../pack/library/differences.js';
import { packUp } from '../pack/library/packed.js';
import { findPackFolder, shippedFolder } from '../pack/library/shipped.js';
import type { Pack } from '../pack/pack.js';
import { type PackSource, readPackSource } from '../pack/source/folder.js';
import type { Request } from '../states.js';
import { describeProblem } from '../template/nodes.js';
import { fit } from '../terminal/columns.js';
import type { Terminal } from '../terminal/terminal.js';
import { type RenderedChoice, renderChoices } from './choices.js';
import { identityOf, type PackReport, presentReport, type ReportedProblem } from './report.js';
import { wrongDefaults } from './sample_answers.js';

/** `mlops pack test`: reads a pack, renders it in memory, compares it with the one that it extends, and tells all of it. */
export async function testPack({ what, cwd, options }: Request, terminal: Terminal): Promise<number> {
  const [reference = ''] = what;
  const report = await withProgress(terminal, (tell) => examinePack(reference, cwd, tell));
  terminal.out(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : presentReport(report, reference, terminal));
  return report.exitCode;
}

/** Somebody who waits at a terminal sees how far it is; the line is gone when it is done. */
async function withProgress<T>(terminal: Terminal, work: (tell: (text: string) => void) => Promise<T>): Promise<T> {
  if (!terminal.interactive) return work(() => {});
  try {
    return await work((text) => terminal.err(`\r${fit(text, terminal.columns - 1)}\u001b[K`));
  } finally {
    terminal.err('\r\u001b[K');
  }
}

/**
 * Finds out all about a pack. Nothing is written.
 *
 * @param reference the folder of a pack, or the name of one that came with the generator.
 */
async function examinePack(reference: string, cwd: string, tell: (text: string) => void): Promise<PackReport> {
  tell('Reading …');
  const folder = findPackFolder(reference, cwd);
  const source = await readSource(folder, reference);
  const { pack, locate } = source;
  const problems = [...source.problems, ...(pack === undefined ? [] : wrongDefaults(pack, locate))];
  if (pack === undefined || problems.length > 0) return brokenReport(folder, pack, problems);
  const { digest } = packUp(pack);
  const choices = renderChoices(pack, (done, all, name) => tell(`Rendering ${done + 1} of ${all}: ${name}`));
  const found = problemsOf(choices);
  const { notes, ...compared } = await comparison(pack, source);
  return {
    folder,
    fine: found.length === 0,
    pack: { ...identityOf(pack), digest },
    problems: found,
    notes: [...source.idle.map((problem) => describeProblem(problem).replace(/\.$/, '')), ...notesOn(pack, choices), ...notes],
    ...compared,
    choices: choices.map(({ name, kind, tasks, files }) => ({ name, kind, tasks, files })),
    exitCode: found.length === 0 ? DONE : REFUSED,
  };
}

async function readSource(folder: string, reference: string): Promise<PackSource> {
  try {
    return await readPackSource(folder, shippedFolder);
  } catch (error) {
    throw explainDiskError(error, `Cannot read the pack ${repeated(reference)}`);
  }
}

function brokenReport(folder: string, pack: Pack | undefined, problems: readonly ReportedProblem[]): PackReport {
  const identity = pack === undefined ? {} : { pack: identityOf(pack) };
  return { folder, fine: false, ...identity, problems, notes: [], choices: [], exitCode: REFUSED };
}

/** Each problem once, with all choices in which it shows. */
function problemsOf(choices: readonly RenderedChoice[]): readonly ReportedProblem[] {
  const found = new Map<string, ReportedProblem>();
  for (const { name, problems } of choices) {
    for (const problem of problems) {
      const key = describeProblem(problem);
      found.set(key, { ...problem, choices: [...(found.get(key)?.choices ?? []), name] });
    }
  }
  return [...found.values()];
}

/** What its author should know of a pack that has no mistake. */
function notesOn(pack: Pack, choices: readonly RenderedChoice[]): readonly string[] {
  const unclaimed = pack.tasks.filter(({ stage }) => stage === undefined).map(({ slug }) => slug);
  const open = [...new Set(choices.flatMap((choice) => choice.open))];
  return [
    ...(unclaimed.length === 0 ? [] : [`On the checklist, and done by no stage, so that nobody can choose it: ${unclaimed.join(', ')}`]),
    ...(open.length === 0 ? [] : [`Asked, and without a default, so that --defaults alone is refused: ${open.join(', ')}`]),
  ];
}

/** What is different from the pack that it extends, where that one can be read by itself. */
async function comparison(pack: Pack, { parent: folder }: PackSource): Promise<Pick<PackReport, 'notes' | 'parent' | 'differences'>> {
  if (folder === undefined) return { notes: [] };
  const { pack: parent, problems } = await readSource(folder, folder);
  if (parent === undefined || problems.length > 0)
    return { notes: ['The pack that it extends is broken by itself, so that nothing could be compared with it'] };
  return { notes: [], parent: identityOf(parent), differences: packDifferences(parent, pack) };
}
