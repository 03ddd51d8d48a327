import type { Answers } from '../answers/answers.js';
import { closeOverNeeds, isListed, isOffered, listedOnly } from '../pack/needs.js';
import type { Pack } from '../pack/pack.js';
import { fit, type Look, width, wrap } from '../terminal/columns.js';
import { nameInShort } from './checklist.js';

/** What a person is about to get, for the last look before it is written. */
export interface Summary {
  readonly title: string;
  readonly package: string;
  readonly pack: string;
  /**
   * The answers that shape the project more than its words do, such as the manager, in the order in which they were
   * asked.
   */
  readonly choices: readonly string[];
  readonly stages: readonly SummaryStage[];
  /** How many tasks the pack offers in all. */
  readonly offered: number;
  /** Tasks that nobody asked for, each with the one that needs it, as `14 (needed by 15)`. */
  readonly also: readonly string[];
}

/** One line of the summary's table. */
interface SummaryStage {
  readonly id: string;
  readonly summary: string;
  readonly tasks: number;
  readonly files: number;
}

/**
 * Puts together what a person is about to get.
 *
 * @param files how many files each stage would bring, by the stage's id.
 */
export function summarise(answers: Answers, pack: Pack, files: ReadonlyMap<string, number>): Summary {
  const { on, because } = closeOverNeeds(answers.asked, pack);
  const tasks = pack.tasks.filter((task) => isListed(task) && on.includes(task.slug));
  const names = new Map(tasks.map((task) => [task.slug, nameInShort(task)]));
  const stages = pack.stages.map(({ id, summary }) => ({
    id,
    summary,
    tasks: tasks.filter(({ stage }) => stage === id).length,
    files: files.get(id) ?? 0,
  }));
  return {
    title: answerOf(answers, pack, 'title'),
    package: answerOf(answers, pack, 'package'),
    pack: pack.title,
    choices: choicesOf(answers, pack),
    stages: stages.filter((stage) => stage.tasks > 0),
    offered: pack.tasks.filter(isOffered).length,
    also: listedOnly(on, pack).flatMap((slug) =>
      because.has(slug) ? `${names.get(slug)} (needed by ${names.get(because.get(slug) ?? '')})` : [],
    ),
  };
}

function answerOf({ values }: Answers, pack: Pack, type: 'title' | 'package'): string {
  const question = pack.asks.find((candidate) => candidate.type === type);
  return question === undefined ? '' : String(values[question.name] ?? '');
}

function choicesOf({ values }: Answers, pack: Pack): readonly string[] {
  const short = pack.asks.filter(({ type }) => type === 'choice' || type === 'token');
  return short.flatMap(({ name }) => (values[name] === undefined ? [] : `${name} ${String(values[name])}`));
}

/** The summary as a person reads it: one line for the project, a table of its stages, and what came along. */
export function summaryText(summary: Summary, { columns }: Look): string {
  const { stages, also } = summary;
  const tasks = sum(stages.map((stage) => stage.tasks));
  const files = sum(stages.map((stage) => stage.files));
  const nameWidth = Math.max('stage'.length, ...stages.map(({ id }) => width(id)));
  const line = (name: string, taskCount: string, fileCount: string, text: string): string =>
    fit(`  ${name.padEnd(nameWidth)}  ${taskCount.padStart(5)}  ${fileCount.padStart(5)}  ${text}`.trimEnd(), columns - 1);
  return [
    '',
    fit(`${summary.title} (package ${summary.package}), ${summary.pack}`, columns - 1),
    ...(summary.choices.length === 0 ? [] : [fit(`  ${summary.choices.join(', ')}`, columns - 1)]),
    '',
    line('stage', 'tasks', 'files', ''),
    ...stages.map((stage) => line(stage.id, String(stage.tasks), String(stage.files), stage.summary)),
    line('', String(tasks), String(files), `${tasks} of ${summary.offered} tasks`),
    ...(also.length === 0 ? [] : ['', ...wrap(`Also on: ${also.join(', ')}`, columns - 1, '  ')]),
    '',
  ].join('\n');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
