import type { Answers } from '../answers/answers.js';
import type { Question } from '../pack/pack.js';
import { fit } from '../terminal/columns.js';
import type { Asker } from '../terminal/terminal.js';

/** What a person says to what they are about to get. */
export type Verdict = 'yes' | 'change' | 'command' | 'no';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  yes: 'Yes',
  change: 'Change an answer',
  command: 'Print the command that does the same without questions, and write nothing',
  no: 'No, write nothing',
};

/** Asks for a yes before anything is written; a no is not the only other way. */
export async function askVerdict(ask: Asker): Promise<Verdict> {
  const choices = Object.entries(VERDICTS).map(([value, name]) => ({ value, name }));
  const { proceed } = await ask([{ type: 'select', name: 'proceed', message: 'Write this?', choices, default: 'yes', loop: false }]);
  // What other programs answer to a question for a yes.
  if (proceed === true) return 'yes';
  return proceed === 'yes' || proceed === 'change' || proceed === 'command' ? proceed : 'no';
}

/** As many answers as are shown at once. */
const SHOWN = 12;

/** What stands for the choice of tasks among the questions. */
export const TASKS = 'tasks';

/**
 * Asks which answer is to be changed.
 *
 * @param withTasks whether the tasks were a question too.
 * @returns the name of the question, or {@link TASKS}.
 */
export async function askWhich(
  questions: readonly Question[],
  { values, asked }: Answers,
  withTasks: boolean,
  columns: number,
  ask: Asker,
): Promise<string> {
  const label = (name: string, value: string): string => fit(`${name}: ${value}`, columns - 4);
  const choices = [
    ...(withTasks ? [{ value: TASKS, name: label(TASKS, `${asked.length} chosen`) }] : []),
    ...questions.map(({ name, flag }) => ({ value: name, name: label(flag, [values[name] ?? ''].flat().join(', ')) })),
  ];
  const message = choices.length > SHOWN ? `Which answer? (${choices.length}, more below)` : 'Which answer?';
  const { change } = await ask([{ type: 'select', name: 'change', message, choices, loop: false, pageSize: SHOWN }]);
  return typeof change === 'string' ? change : '';
}
