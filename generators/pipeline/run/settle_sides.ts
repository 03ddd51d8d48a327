import { checkAnswersFile } from '../answers/file.js';
import type { Value, Values } from '../answers/value.js';
import { answerYes, heard } from '../ask/ask.js';
import { Declined, Refusal } from '../errors.js';
import type { Question } from '../pack/pack.js';
import { questionsOf } from '../pack/pack.js';
import { STATE_FILE } from '../paths.js';
import type { Dispute } from '../project/state.js';
import { shellWord } from '../shell.js';
import type { Request, Workspace } from '../states.js';
import type { Terminal } from '../terminal/terminal.js';
import { mayAsk } from './choose_answers.js';

/** A question that the two sides answer in two ways. */
interface Open {
  readonly question: Question;
  readonly yours: Value;
  readonly theirs: Value;
}

/**
 * Settles a recorded state in which git left conflict markers: a person is asked whether both sides are taken, and which
 * answer counts where they differ. Without a person both are taken, as far as they do not contradict each other or flags
 * decide. Nothing is written here.
 */
export async function settleSides(request: Request, workspace: Workspace, terminal: Terminal): Promise<Workspace> {
  const { project, loaded, carried = loaded } = workspace;
  const dispute = project?.state.dispute;
  if (project === undefined || dispute === undefined) return workspace;
  const given: Values = { ...(request.file === undefined ? {} : checkAnswersFile(request.file, loaded.pack).values), ...request.flags };
  const open = dispute.answers.flatMap(({ name, yours, theirs }): Open[] => {
    const question = questionsOf(carried.pack).find((candidate) => candidate.name === name);
    return question === undefined || Object.hasOwn(given, name) ? [] : [{ question, yours, theirs }];
  });
  const answers = mayAsk(request, terminal) ? await askSides(dispute, open, terminal) : takeBoth(dispute, open, terminal);
  const { dispute: _, ...state } = project.state;
  return { ...workspace, project: { ...project, state: { ...state, answers: { ...state.answers, ...answers } } } };
}

async function askSides(dispute: Dispute, open: readonly Open[], terminal: Terminal): Promise<Values> {
  terminal.out(`${STATE_FILE} contains git conflict markers: two people made their choices at the same time.\n`);
  if (!(await answerYes('Take both sides?', terminal))) {
    throw new Declined(`Resolve the markers in ${STATE_FILE} by hand, then run the command again`);
  }
  const answers: Record<string, Value> = {};
  for (const one of open) answers[one.question.name] = await askSide(dispute, one, terminal);
  return answers;
}

async function askSide(labels: Dispute, { question: { name, message }, yours, theirs }: Open, terminal: Terminal): Promise<Value> {
  const both =
    typeof yours === 'string' || typeof theirs === 'string'
      ? []
      : [{ value: 'both', answer: [...new Set([...yours, ...theirs])], who: 'both' }];
  const options = [
    { value: 'yours', answer: yours, who: `yours, ${labels.yours}` },
    { value: 'theirs', answer: theirs, who: `theirs, ${labels.theirs}` },
    ...both,
  ];
  const choices = options.map(({ value, answer, who }) => ({ value, name: `${spoken(answer)} (${who})` }));
  const said = await heard(async () => (await terminal.asker())([{ type: 'select', name, message, choices, loop: false }]));
  return options.find(({ value }) => value === said[name])?.answer ?? yours;
}

function takeBoth(dispute: Dispute, open: readonly Open[], terminal: Terminal): Values {
  if (open.length > 0) throw contradiction(dispute, open);
  terminal.err(`${STATE_FILE} contains git conflict markers: both sides are taken.\n`);
  return {};
}

function contradiction(labels: Dispute, open: readonly Open[]): Refusal {
  const facts = open.map(
    ({ question: { flag }, yours, theirs }) => `"${flag}" (${spoken(yours)} in ${labels.yours}, ${spoken(theirs)} in ${labels.theirs})`,
  );
  const flags = open.map(({ question: { flag }, yours, theirs }) => `${asFlag(flag, yours)} or ${asFlag(flag, theirs)}`);
  return new Refusal(
    `${STATE_FILE} contains git conflict markers, and its sides contradict each other about ${facts.join(' and ')}`,
    `Say which one to use: ${flags.join(', and ')}`,
  );
}

function spoken(value: Value): string {
  const text = typeof value === 'string' ? value : value.join(', ');
  return text === '' ? 'nothing' : text;
}

/** An answer as it is typed: `--author=Ada --author='Bo B'`. */
function asFlag(flag: string, value: Value): string {
  const items = typeof value === 'string' ? [value] : value.length === 0 ? [''] : value;
  return items.map((item) => `--${flag}=${shellWord(item)}`).join(' ');
}
