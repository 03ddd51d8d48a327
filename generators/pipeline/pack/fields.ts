import { mapOf, openRecord, optional, partialRecord, record } from './record_shape.js';
// What a pack is made of, field by field. The types (pack.ts, source/documents.ts), the check of pack.yml and stage.yml, the check of
// a packed pack and the published JSON Schemas (schemas/, made by `npm run schemas`) all come from here.
import { filled, listOf, oneOf, orList, scalar, text, whole, yesOrNo } from './shape.js';

const any = text('a string (in quotes if it looks like a number)');
const line = text('one line of text (in quotes if it looks like a number)', /^[^\n\r]*$/);
const slug = text('lower-case letters, digits and dashes', /^[a-z0-9][a-z0-9-]*$/);
const name = text('a lower-case letter, then letters, digits and underscores', /^[a-z][A-Za-z0-9_]*$/);
const condition = filled('a condition in quotes');
const texts = listOf(any);
const slugs = listOf(slug);

const choice = record({
  value: text('letters, digits and ._- (in quotes if it looks like a number)', /^[A-Za-z0-9._-]+$/),
  label: any,
});

const asked = {
  name,
  type: oneOf('title', 'text', 'texts', 'package', 'token', 'tokens', 'choice', 'email', 'url'),
  /** The flag's name without dashes. */
  flag: text('lower-case letters, digits and dashes, without the two dashes in front', /^[a-z][a-z0-9-]*$/),
  message: filled('what the person is asked'),
  help: optional(any),
  choices: optional(listOf(choice, 1)),
  default: optional(orList(any, any, 'a string, or a list of strings (in quotes if they look like numbers)')),
  when: optional(condition),
  required: optional(yesOrNo),
  /** Answered by its flag or an answers file only, never asked. */
  quiet: optional(yesOrNo),
};

/** A question of a pack. */
export const question = record(asked);

/** A question as it is written: without a flag it has the one of its name. */
export const questionYaml = record({ ...asked, flag: optional(asked.flag) });

/** How a task is recognised in a repository, for `check`. */
const evidence = openRecord({ kind: oneOf('file', 'imports', 'content', 'declared', 'git') }, any);

const claimed = { needs: slugs, soft: slugs, artifacts: texts, evidence: listOf(evidence), commands: texts };

/** What a stage says about a task that it claims; the checklist may say it too. */
export const claimYaml = partialRecord(claimed);

const listed = {
  /** The stable number, where the course has one. */
  id: whole(0),
  wording: line,
  modules: texts,
  /** The key of the group (week) it stands in. */
  group: any,
  kind: oneOf('artifact', 'command', 'practice'),
  /** Without it there is no project: on in every choice. */
  always: yesOrNo,
};

/** A task as the checklist has it. */
export const taskYaml = partialRecord({ ...listed, ...claimed });

/** One item of the course's checklist. */
export const task = record({
  slug,
  ...listed,
  id: optional(listed.id),
  /** The stage that claims it; absent while no stage of the pack does. */
  stage: optional(any),
  ...claimed,
});

const manner = {
  template: optional(yesOrNo),
  when: optional(condition),
  /** Written once: after a person edited it, it is theirs. */
  once: optional(yesOrNo),
  executable: optional(yesOrNo),
  additive: optional(oneOf('lines', 'requirements', 'toml', 'yaml', 'python', 'markdown')),
  /** Files beside which it cannot work: where a person has one of them, it is not written as new. */
  blockedBy: optional(texts),
};

/** How a file is not plain. */
export const fileYaml = record({ as: optional(any), ...manner });

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
const partYaml = record({ as: optional(any), when: manner.when });

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
  title: line,
  summary: line,
  after: slugs,
  tasks: mapOf(claimYaml, slug),
  asks: listOf(questionYaml),
  files: mapOf(fileYaml),
  parts: mapOf(partYaml),
  contributes: mapOf(listOf(recordYaml), name),
  remove: texts,
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
});

const described = {
  id: text('letters, digits and ._- (in quotes if it looks like a number)', /^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  title: line,
  engine: whole(1),
  revision: whole(1),
  course: mapOf(scalar(['string', 'number'])),
  modules: mapOf(record({ title: line, page: optional(any) })),
  groups: mapOf(line, slug),
  reserved: texts,
};

/** `pack.yml`, after `extends`. */
export const packYaml = record({
  id: described.id,
  title: optional(described.title),
  engine: optional(described.engine),
  revision: optional(described.revision),
  extends: optional(any),
  course: optional(described.course),
  modules: optional(described.modules),
  groups: optional(described.groups),
  tasks: optional(mapOf(taskYaml, slug)),
  presets: optional(mapOf(listOf(scalar(['string', 'integer'], 'a group, a stage, a slug, a number or a range')), slug)),
  asks: optional(listOf(questionYaml)),
  reserved: optional(described.reserved),
  remove: optional(texts),
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
});
