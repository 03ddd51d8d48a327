import type { Pack, PackFile, Stage, Task } from '../pack/pack.js';
import { emittedName } from '../pack/source/layer.js';
import { shellPath } from '../shell.js';

/** A pack that does not exist yet. */
export interface Beginning {
  readonly id: string;
  readonly title: string;
  /** The pack that it extends, and how it names that one: an id, or the path of a folder from its own. */
  readonly parent: Pack;
  readonly extending: string;
  /** The last name of its folder. */
  readonly folder: string;
}

/**
 * The files of a new pack, by their paths in its folder: nothing is different from its parent yet, and for each change that teachers
 * make there is an example that is commented out. With all examples in, it is still a pack without a mistake.
 *
 * In these files `##` begins what explains, and `#` alone an example: so a person, or a program, knows what to take the `#` from.
 */
export function skeletonOf(beginning: Beginning): ReadonlyMap<string, string> {
  const template = templateOf(beginning.parent);
  return new Map([
    ['README.md', readme(beginning, template)],
    ['pack.yml', packYaml(beginning)],
    ['versions.txt', versionsText(beginning)],
    ...(template === undefined ? [] : [[`${template.stage}/stage.yml`, stageYaml(template, beginning)] as const]),
  ]);
}

function packYaml({ id, title, parent, extending }: Beginning): string {
  const module = renumbered(parent);
  return `## ${id}: what is different from ${parent.title}.
## Lines that begin with ## explain. Lines that begin with # are examples: take the # away to use one, also from the line of its
## key (tasks:, modules:). Maps are laid over those of the parent key by key, and null takes away. A list says what happens to the one of
## the parent: { add: [...] }, { remove: [...] }, { change: {...} } or { replace: [...] }.
## After each change: mlops pack test <this folder>

## What a project records, and what messages call the pack.
id: ${quoted(id)}
## What students read.
title: ${quoted(title)}
## Raise it by one with each correction that you hand out.
revision: 1
extends: ${quoted(extending)}

#tasks:
## 1. A new task, with a number that no other has. As soon as a stage claims it (under "tasks:" in its stage.yml) it can be chosen;
##    until then it only stands on the list. A stage of your own is a folder with a stage.yml and a folder files/.
${example(newTask(parent, module))}
${otherWording(parent, module)}${renamedIn(module)}
## 3. A module with another number: its old key goes, a new one comes, and every task that named the old one names the new one.
#modules:
${example(moduleExample(module))}
`;
}

/** A module, and the number that it gets in the example. */
interface Renumbered {
  /** Absent where the parent has no modules. */
  readonly from?: string;
  readonly to: string;
  readonly title: string;
  readonly page?: string;
  /** The only task that names it. */
  readonly task?: Task;
}

/** One that as few tasks name as can be, so that the example is short. */
function renumbered({ modules, tasks }: Pack): Renumbered {
  const naming = (key: string): readonly Task[] => tasks.filter((task) => task.modules.includes(key));
  const keys = Object.keys(modules);
  const from = keys.find((key) => naming(key).length === 1) ?? keys.find((key) => naming(key).length === 0);
  const numbers = keys.map((key) => Number(/\d+/.exec(key)?.[0] ?? 0));
  const to = `M${Math.max(0, ...numbers) + 1}`;
  const module = from === undefined ? undefined : modules[from];
  if (from === undefined || module === undefined) return { to, title: 'A new module' };
  const [task] = naming(from);
  return { from, to, ...module, ...(task === undefined ? {} : { task }) };
}

function moduleExample({ from, to, title, page }: Renumbered): string {
  return [
    ...(from === undefined ? [] : [`${word(from)}: null`]),
    `${to}:`,
    `  title: ${quoted(title)}`,
    ...(page === undefined ? [] : [`  page: ${quoted(page)}`]),
  ].join('\n');
}

function newTask({ tasks, groups, modules }: Pack, { from }: Renumbered): string {
  const ids = tasks.flatMap(({ id }) => id ?? []);
  const module = Object.keys(modules)
    .filter((key) => key !== from)
    .at(-1);
  return [
    'a-new-task:',
    `  id: ${Math.max(0, ...ids) + 1}`,
    '  wording: Say here what is to be done',
    ...(module === undefined ? [] : [`  modules: [${word(module)}]`]),
    `  group: ${quoted(Object.keys(groups).at(-1) ?? '')}`,
    '  kind: practice',
  ].join('\n');
}

function otherWording({ tasks }: Pack, { task: taken }: Renumbered): string {
  const task = tasks.find((each) => each !== taken);
  if (task === undefined) return '';
  const yours = (key: string, text: string): string => `\n  ${key}: ${quoted(`${text} (in your words)`)}`;
  const short = task.title === undefined ? '' : yours('title', task.title);
  return `## 2. Another wording of a task.\n${example(`${word(task.slug)}:${yours('wording', task.wording)}${short}`)}\n`;
}

/** The task that names the renumbered module: its entry stands among the tasks. */
function renamedIn({ from, to, task }: Renumbered): string {
  if (task === undefined) return '';
  const modules = task.modules.map((key) => (key === from ? to : word(key)));
  return `## 3. (With the module below.)\n${example(`${word(task.slug)}:\n  modules: { replace: [${modules.join(', ')}] }`)}\n`;
}

function versionsText({ parent }: Beginning): string {
  const [name = 'a-package', { version, below } = { version: '1.2.3', below: '2' }] = Object.entries(parent.versions)[0] ?? [];
  return `## 4. Versions of packages and tools that are not those of ${parent.title}: one a line, in pip's format. The comment after it is
##    the first version that is not wanted any more; without it that is the next major one. This is the one of the parent:
#${name}==${version}  # <${below}
`;
}

/** A file of the parent that the example corrects. */
interface CorrectedFile {
  readonly stage: string;
  /** Where it stands in the folder of a pack. */
  readonly origin: string;
  /** Its key in `stage.yml`. */
  readonly key: string;
  readonly isTemplate: boolean;
}

/** Dockerfiles come first: they are what was corrected most often while the course ran. */
function templateOf({ stages }: Pack): CorrectedFile | undefined {
  const files = stages.flatMap((stage) => stage.files.map((file) => ({ stage, file })));
  const templates = files.filter(({ file }) => file.template === true);
  const found = templates.find(({ file }) => /dockerfile/i.test(file.path)) ?? templates[0] ?? files[0];
  return found && corrected(found.stage, found.file);
}

function corrected({ id }: Stage, { origin, template }: PackFile): CorrectedFile {
  return { stage: id, origin, key: emittedName(origin.slice(`${id}/files/`.length)), isTemplate: template === true };
}

function stageYaml({ origin, key, isTemplate }: CorrectedFile, { parent }: Beginning): string {
  return `## 5. A corrected file, such as a template: put the whole of it where it stands in ${parent.title}, here
##      ${origin}
##    and it takes the place of that one. Whether it is a template, and when it is emitted, stays as it is there, unless you say
##    something else here. The same holds for every other stage: make a folder of its name.
#files:
#  ${quoted(key)}: { template: ${isTemplate} }
`;
}

function readme({ title, id, parent, extending, folder }: Beginning, template: CorrectedFile | undefined): string {
  const place = parent.id === extending ? `\`$(npm root --global)/generator-mlops/templates/${extending}\`` : `\`${extending}\``;
  const file = shellPath(`../${id}.pack`);
  return `# ${title}

A pack for \`mlops\`: only what is different from ${parent.title}, whose files are in ${place}.

| to change | look in | what to do |
|---|---|---|
| the checklist: a new task, another wording | \`pack.yml\` | an entry under \`tasks:\` |
| the number, title or page of a module | \`pack.yml\` | an entry under \`modules:\`, and in the tasks that name it |
| a version | \`versions.txt\` | one line |
| a template | ${template === undefined ? 'a folder for the stage' : `\`${template.stage}/\``} | a file of the same path below \`files/\` |

Each has an example there, commented out.

    mlops pack test .                              # check it, render each preset and each task, list what is different
    mlops new ../demo --pack .                     # make a project with it
    mlops pack freeze . ${file.padEnd(24)}   # one file that needs nothing else: hand it out

Groups begin with \`mlops new demo --pack ${shellPath(`${id}.pack`)}\`. To correct the pack while they work, change it, raise \`revision\`, freeze
it under a new name, and let each group run \`mlops upgrade --pack <file>\` in its project: what the group has changed stays.
${folder === id ? '' : `\nProjects know this pack as \`${id}\`.\n`}`;
}

/** Lines of an example below its key, commented out. */
function example(text: string): string {
  return text
    .split('\n')
    .map((line) => `#  ${line}`)
    .join('\n');
}

/** A text as YAML and JSON both read it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A text that needs no quotes in YAML, or has them. */
function word(text: string): string {
  return /^[A-Za-z][\w-]*$/.test(text) && !/^(null|true|false)$/i.test(text) ? text : quoted(text);
}
