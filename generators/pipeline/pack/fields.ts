import { any, condition, line, name, question, questionYaml } from './question_fields.js';
import { mapOf, openRecord, optional, partialRecord, record } from './record_shape.js';
import { measure, report, reportYaml } from './report_fields.js';
// What a pack is made of, field by field. The types (pack.ts, source/documents.ts), the check of pack.yml and stage.yml, the check of
// a packed pack and the published JSON Schemas (schemas/, made by `npm run schemas`) all come from here.
import { about, listOf, oneOf, oneOrMore, orList, scalar, text, whole, yesOrNo } from './shape.js';

const slug = text('lower-case letters, digits and dashes', /^[a-z0-9][a-z0-9-]*$/);
const texts = listOf(any);
const slugs = listOf(slug);

/** One sign of a task in a repository, for `check`. Which fields a kind takes is checked in check/evidence.ts. */
const sign = record({
  kind: about(
    'What is looked at: files, words in their code, an import that is used, tests, a setting, the git repository, what people say, or a run',
    oneOf('file', 'content', 'imports', 'tests', 'setting', 'git', 'declared', 'invoke', 'pytest'),
  ),
  path: optional(
    about(
      'Of file, content, tests, setting and pytest: the files, with * and ? in a name, ** across folders, {a,b} for one of several',
      any,
    ),
  ),
  lines: optional(about('Of file: how many lines have to say something, comments apart (1)', whole(1))),
  count: optional(about('How many files, tests or entries of a setting there have to be (1)', whole(1))),
  text: optional(
    about(
      'Of content and tests: what stands in the code of the file, comments apart; of a list, all of it',
      orList(any, any, 'a string, or a list of strings'),
    ),
  ),
  any: optional(about('Of content and tests: one of these stands in the code of the file as well', listOf(any, 1))),
  module: optional(about('Of imports: the module', any)),
  names: optional(about('Of imports: one of these is taken of the module and used', listOf(any, 1))),
  in: optional(about('Of imports: the folder that is looked in', any)),
  key: optional(about('Of setting: where in a TOML, YAML or JSON file it stands: tool.ruff.lint', any)),
  what: optional(about('Of git: commit or remote. Of declared: the question that people answer', any)),
  task: optional(about('Of invoke: the task that has to succeed with check --run', any)),
});

/** How a task is recognised in a repository: every sign has to be there, of a list one of them. */
const evidence = oneOrMore(sign, 'a sign such as { kind: file, path: dvc.yaml }, or a list of signs one of which is enough');

const claimed = {
  needs: about('Tasks that are turned on with it', slugs),
  soft: about('Tasks that change what it brings, and that it can do without', slugs),
  artifacts: about('Paths that it brings', texts),
  evidence: about('How it is recognised in a repository: each of these has to be there', listOf(evidence)),
  commands: about('Commands that show it at work', texts),
};

/** What a stage says about a task that it claims; the checklist may say it too. */
export const claimYaml = partialRecord(claimed);

const listed = {
  id: about('The number by which people may name it', whole(0)),
  title: about('A short form of it, which templates can print; without it, the wording', line),
  wording: about('What there is to do', line),
  modules: about('Where it is taught: keys of "modules"', texts),
  group: about('The part of the checklist that it stands in: a key of "groups"', any),
  kind: about('What shows that it is done: a file, a command, or what only people can say', oneOf('artifact', 'command', 'practice')),
  always: about('Whether it is on in every project', yesOrNo),
  listed: about('False for a task that stands on no checklist, and is on where another one needs it', yesOrNo),
};

/** A task as the checklist has it. */
export const taskYaml = partialRecord({ ...listed, ...claimed });

/** One item of the course's checklist. */
export const task = record({
  slug,
  ...listed,
  id: optional(listed.id),
  title: optional(listed.title),
  listed: optional(listed.listed),
  /** The stage that claims it; absent while no stage of the pack does. */
  stage: optional(any),
  ...claimed,
});

const manner = {
  template: optional(about('Whether values are filled in', yesOrNo)),
  when: optional(about('Emitted only where this holds', condition)),
  once: optional(about('Written once: after a person has edited it, it is theirs', yesOrNo)),
  executable: optional(about('Whether it can be run', yesOrNo)),
  additive: optional(
    about('How it is merged where a person has such a file already', oneOf('lines', 'requirements', 'toml', 'yaml', 'python', 'markdown')),
  ),
  texts: optional(
    about('as-is: what people write enters the file as it is. For formats that the generator has no encoder for', oneOf('as-is')),
  ),
  was: optional(
    about(
      'Where it stood in the pack before, as <stage>/files/<path>: a project that has it from there gets it moved, with what people changed',
      listOf(text('<stage>/files/<path>', /^[a-z0-9][a-z0-9-]*\/files\/.+$/), 1),
    ),
  ),
  blockedBy: optional(about('Files beside which it cannot work: where a person has one of them, it is not written as new', texts)),
};

/** How a file is not plain. */
const as = optional(about('The path under which it is emitted, where that is another one', any));

export const fileYaml = record({ as, ...manner });

const placed = {
  /** The emitted path, with `pkgname` where the package goes. */
  path: any,
  /** Where it stands in the pack (`api/files/src/pkgname/api.py`): its identity across renames. */
  origin: any,
  /** Text as it is; base64 where `binary`. */
  content: text('a string'),
};

/** A file of a stage. */
export const file = record({ ...placed, binary: optional(yesOrNo), ...manner });

/** How a part is not plain. */
const partYaml = record({ as, when: manner.when });

/** Text that a stage puts into the `parts` place of a shared file. Always a template. */
export const part = record({ ...placed, when: manner.when });

/** A value of a contributed record: data of the pack's author, printed as it is. */
export const recordValue = orList(scalar(['string', 'number', 'boolean']), any, 'a string, a number, true, false, or a list of strings');

/** A contributed record as it is written: its fields beside its condition. */
export const recordYaml = openRecord({ when: manner.when }, recordValue, name);

/** A contributed record. */
export const contribution = record({ when: manner.when, fields: mapOf(recordValue, name) });

/** `stage.yml`, after `extends`. */
export const stageYaml = partialRecord({
  title: about('What people call it', line),
  summary: about('What it brings, in a few words', line),
  after: about('Stages that come before it', slugs),
  tasks: about('The tasks of the checklist that it does; without it, one of its own name', mapOf(claimYaml, slug)),
  asks: about('What is asked where it is on', listOf(questionYaml)),
  files: about('What is special about files in files/, by the path under which they are emitted', mapOf(fileYaml)),
  parts: about('What is special about parts in parts/', mapOf(partYaml)),
  contributes: about(
    'Records for the templates of all stages, by collection',
    mapOf(about('Records, in their order', listOf(recordYaml)), name),
  ),
  report: about('The report that it brings, for check', reportYaml),
  remove: about('What of the pack that is extended goes: files/<path>, parts/<path>', texts),
});

/** A stage. */
export const stage = record({
  id: any,
  title: line,
  summary: line,
  after: slugs,
  asks: listOf(question),
  files: listOf(file),
  parts: listOf(part),
  contributes: mapOf(listOf(contribution), name),
  report: optional(report),
});

const described = {
  id: about(
    'What it is called by --pack and in the record of projects',
    text('letters, digits and ._- (in quotes if it looks like a number)', /^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  ),
  title: about('What people call it', line),
  engine: about('The engine that it needs', whole(1)),
  revision: about('Higher with each change that projects are to get', whole(1)),
  course: about('Facts that templates print as course.<name>', mapOf(about('A fact', scalar(['string', 'number'])))),
  modules: about('Where tasks are taught', mapOf(record({ title: about('Its title', line), page: optional(about('Its address', any)) }))),
  groups: about('The parts of the checklist, in their order, with their titles', mapOf(about('Its title', line), slug)),
  reserved: about('Names that the package of a project cannot have', texts),
  measures: optional(about('What the course measures in repositories, for check', listOf(measure))),
};

/** `pack.yml`, after `extends`. */
export const packYaml = record({
  id: described.id,
  title: optional(described.title),
  engine: optional(described.engine),
  revision: optional(described.revision),
  extends: optional(about('The pack that it changes: one that came with the generator, or the path of a folder', any)),
  course: optional(described.course),
  modules: optional(described.modules),
  groups: optional(described.groups),
  tasks: optional(about('The checklist, in its order, by slug', mapOf(taskYaml, slug))),
  presets: optional(
    about(
      'Choices of tasks by name',
      mapOf(about('What is on', listOf(scalar(['string', 'integer'], 'a group, a stage, a slug, a number or a range'))), slug),
    ),
  ),
  asks: optional(about('What is asked for every project', listOf(questionYaml))),
  reserved: optional(described.reserved),
  measures: described.measures,
  remove: optional(about('What of the pack that is extended goes: a stage, or <stage>/files/<path>', texts)),
});

/** A pack, flattened: all that a render needs besides the answers. */
export const pack = record({
  ...described,
  tasks: listOf(task),
  presets: mapOf(texts, slug),
  asks: listOf(question),
  versions: mapOf(record({ version: any, below: any })),
  /** In the order in which they are asked and rendered. */
  stages: listOf(stage),
  /** Tasks and stages of a pack that it extends, which it has taken away: conditions may name them, and find them off. */
  removed: optional(record({ tasks: slugs, stages: slugs })),
});
