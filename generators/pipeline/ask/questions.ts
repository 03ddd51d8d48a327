import { offeredTasks, parseSelection, presetNames } from '../answers/selection.js';
import { checkValue, tidy, type Value } from '../answers/value.js';
import { closeOverNeeds } from '../pack/needs.js';
import { isListType, type Pack, type Question, type Task } from '../pack/pack.js';
import type { Asker, PromptQuestion } from '../terminal/terminal.js';

import { type Checklist, makeChecklist } from './checklist.js';
import { CHECKLIST_TYPE } from './checklist_prompt.js';

/** The answer of a person who wants to choose task by task. */
const PICK = 'pick';

/**
 * Asks one question of a pack, again until the answer is one.
 *
 * @param suggestion what an empty answer means.
 */
export async function askQuestion(question: Question, pack: Pack, suggestion: Value | undefined, ask: Asker): Promise<Value> {
  const { name, message, type, choices } = question;
  const common = { name, message, default: suggestionText(suggestion) };
  if (type === 'choice') {
    const options = (choices ?? []).map((choice) => optionOf(choice));
    return readText(name, await ask([{ ...common, type: 'select', choices: options, loop: false }]));
  }
  if (type === 'choices') {
    const on = [suggestion ?? []].flat();
    const options = (choices ?? []).map((choice) => ({ ...optionOf(choice), checked: on.includes(choice.value) }));
    const chosen = (await ask([{ name, message, type: 'checkbox', choices: options, required: question.required === true, loop: false }]))[
      name
    ];
    return tidy(question, Array.isArray(chosen) ? chosen.filter((value: unknown): value is string => typeof value === 'string') : []);
  }
  const validate = (input: string): true | string => whyNot(question, pack, input) ?? true;
  const hint = isListType(type) ? `${message} (separated by commas)` : message;
  const editable = type === 'package' ? { prefill: 'editable' } : {};
  const answers = await ask([{ ...common, ...editable, type: 'input', message: hint, validate }]);
  return read(question, readText(name, answers));
}

function optionOf({ value, label, help }: NonNullable<Question['choices']>[number]): { value: string; name: string; description?: string } {
  return { value, name: label, ...(help === undefined ? {} : { description: help }) };
}

/** The typed text as an answer. */
function read(question: Question, text: string): Value {
  return tidy(question, isListType(question.type) ? text.split(',') : text);
}

function whyNot(question: Question, pack: Pack, input: string): string | undefined {
  const refusal = checkValue(question, read(question, input), pack, 'This');
  // At a prompt the suggestion can be typed as it is, without its flag.
  return refusal?.message.replace(`--${question.flag}=`, '');
}

/** Asks which of several packs, newest first. */
export async function askYear(
  years: readonly { readonly id: string; readonly title: string }[],
  current: string,
  ask: Asker,
): Promise<string> {
  const choices = years.map(({ id, title }) => ({ value: id, name: title }));
  return readText('year', await ask([{ type: 'select', name: 'year', message: 'Which course year?', choices, default: current }]));
}

/**
 * Asks how far to go: a preset, or task by task.
 *
 * @param asked what is recorded; nothing for a new project.
 * @returns the slugs that are asked for.
 */
export async function askHowFar(pack: Pack, asked: readonly string[] | undefined, ask: Asker): Promise<readonly string[]> {
  const presets = presetsWorthAsking(pack);
  const same = presets.find(({ slugs }) => asked !== undefined && sameOn(slugs, asked, pack));
  const choices = presets.map(({ name, slugs }) => ({
    value: name,
    name: presetLabel(name, closeOverNeeds(slugs, pack).on.length, pack),
  }));
  const fallback = asked === undefined ? presets.at(-1)?.name : PICK;
  const question: PromptQuestion = {
    type: 'select',
    name: 'preset',
    message: 'How far do you want to go?',
    choices: [...choices, { value: PICK, name: 'Choose task by task' }],
    default: same?.name ?? fallback,
    pageSize: choices.length + 1,
    loop: false,
  };
  const preset = readText('preset', await ask([question]));
  const chosen = presets.find(({ name }) => name === preset);
  if (chosen !== undefined) return chosen.slugs;
  return askTasks('Which tasks?', makeChecklist(pack), asked ?? parseSelection('minimal', pack), ask);
}

/** The presets, each with its slugs, without those that come to the same tasks as another one: `everything` stays. */
function presetsWorthAsking(pack: Pack): readonly { readonly name: string; readonly slugs: readonly string[] }[] {
  const presets = presetNames(pack).map((name) => ({ name, slugs: parseSelection(name, pack) }));
  const kept = new Map(presets.reverse().map((preset) => [closeOverNeeds(preset.slugs, pack).on.join(), preset]));
  return [...kept.values()].reverse();
}

/** Asks for single tasks: with the checklist where it is known, else with the plain checkbox. */
export async function askTasks(message: string, list: Checklist, asked: readonly string[], ask: Asker): Promise<readonly string[]> {
  const question =
    ask.checklist === true
      ? { type: CHECKLIST_TYPE, name: 'tasks', message, list, default: asked }
      : { type: 'checkbox', name: 'tasks', message, choices: checkboxChoices(list, asked), pageSize: 15, loop: false };
  const { tasks } = await ask([question]);
  const known = new Set(list.pack.tasks.map(({ slug }) => slug));
  return Array.isArray(tasks) ? tasks.filter((slug: unknown): slug is string => typeof slug === 'string' && known.has(slug)) : asked;
}

/**
 * Asks for a yes before anything is written.
 *
 * @param suggested what Enter alone means.
 */
export async function askYes(message: string, ask: Asker, suggested = true): Promise<boolean> {
  const { proceed } = await ask([{ type: 'confirm', name: 'proceed', message, default: suggested }]);
  return proceed === true;
}

function checkboxChoices({ tasks, locked, pack }: Checklist, asked: readonly string[]): readonly object[] {
  const on = new Set(closeOverNeeds(asked, pack).on);
  return tasks.flatMap((task, index) => {
    const heading = task.group === tasks[index - 1]?.group ? [] : [{ type: 'separator', separator: pack.groups[task.group] ?? task.group }];
    const stays = locked.has(task.slug) ? { disabled: '(stays on)' } : {};
    return [...heading, { value: task.slug, name: checkboxLabel(task), short: task.slug, checked: on.has(task.slug), ...stays }];
  });
}

function checkboxLabel({ id, wording, stage }: Task): string {
  return `${id === undefined ? '' : `${id} `}${wording} · ${stage ?? ''}`;
}

function presetLabel(name: string, count: number, pack: Pack): string {
  const tasks = `${count} ${count === 1 ? 'task' : 'tasks'}`;
  if (name === 'everything') return `Everything (${tasks})`;
  if (name === 'minimal') return `Only what every project has (${tasks})`;
  return `${pack.groups[name] === undefined ? name : `Up to ${pack.groups[name]}`} (${tasks})`;
}

function sameOn(some: readonly string[], others: readonly string[], pack: Pack): boolean {
  return closeOverNeeds(some, pack).on.join() === closeOverNeeds(others, pack).on.join() && offeredTasks(pack).length > 0;
}

function suggestionText(value: Value | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(', ');
}

function readText(name: string, answers: Record<string, unknown>): string {
  const answer = answers[name];
  return typeof answer === 'string' ? answer : '';
}
