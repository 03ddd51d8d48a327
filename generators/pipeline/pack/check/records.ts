import { hasTags } from '../../template/fill.js';
import type { Problem } from '../../template/nodes.js';
import { isFreeName } from '../../template/tokens.js';
import type { NameTypes } from '../../template/types.js';
import type { Contribution, Pack, RecordValue } from '../pack.js';
import type { Locate } from '../problem.js';
import { conditionTypes } from '../template_names.js';
import { checkFilled } from './filled.js';
import { checkCondition } from './questions.js';

/** Collections that are made of the packages, and no stage's to fill. */
const MADE = [
  'runtime',
  'groups',
  'packageList',
  'devPackageList',
  'groupList',
  'extraList',
  'toolList',
  'stageList',
  'checklist',
  'tasks',
  'stages',
  'course',
  'versions',
  'ranges',
  'distribution',
  'package',
];

/** Checks what stages contribute: conditions, one type for a field, a version for each package. */
export function checkRecords(pack: Pack, locate: Locate): Problem[] {
  const names = conditionTypes(pack);
  const kinds = new Map<string, string>();
  return pack.stages.flatMap(({ id, contributes }) =>
    Object.entries(contributes).flatMap(([collection, records]) => {
      const at = (...path: (string | number)[]) => locate([`${id}/stage.yml`], ['contributes', collection, ...path]);
      const reserved = MADE.includes(collection) || !isFreeName(collection);
      return [
        ...(reserved
          ? [
              {
                ...at(),
                fact: `The name "${collection}" is reserved`,
                remedy: 'Contribute to a collection of another name',
              },
            ]
          : []),
        ...records.flatMap((record, index) => [
          ...checkCondition(record.when, names, () => at(index, 'when')),
          ...(collection === NEXT ? nextFaults(record, names, () => at(index)) : []),
          ...[...fieldFaults(record, collection, kinds), ...(collection === NEXT ? [] : tagFaults(record))].map((fault) => ({
            ...at(index),
            ...fault,
          })),
          ...(collection === 'dependencies' ? dependencyFaults(record, pack).map((fault) => ({ ...at(index), ...fault })) : []),
        ]),
      ];
    }),
  );
}

type Fault = Pick<Problem, 'fact' | 'remedy'>;

function fieldFaults({ fields }: Contribution, collection: string, kinds: Map<string, string>): Fault[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const key = `${collection}.${name}`;
    const known = kinds.get(key);
    kinds.set(key, known ?? kindOf(value));
    if (!isFreeName(name)) return [{ fact: `The field "${name}" has a reserved name`, remedy: 'Give it another name' }];
    return known === undefined || known === kindOf(value)
      ? []
      : [{ fact: `"${key}" is a list in one record and a string in another`, remedy: 'Make it the same in all' }];
  });
}

function dependencyFaults({ fields }: Contribution, { versions }: Pack): Fault[] {
  const name = fields['name'];
  if (typeof name !== 'string') return [{ fact: 'A dependency has no name', remedy: 'Write { name: torch, group: runtime }' }];
  const faults = Object.hasOwn(versions, name)
    ? []
    : [{ fact: `There is no version of "${name}" in versions.txt`, remedy: `Add ${name}==<version> there` }];
  const group = fields['group'];
  return typeof group === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(group)
    ? faults
    : [
        ...faults,
        {
          fact: `The dependency "${name}" has no group`,
          remedy: 'Add "group": runtime, or the name of a dependency group',
        },
      ];
}

/** The collection that is shown after the writing: it may name answers, and what people write freely only in its notes. */
const NEXT = 'next';

function nextFaults({ fields }: Contribution, names: NameTypes, place: () => Pick<Problem, 'file' | 'line'>): Problem[] {
  const unsaid = typeof fields['command'] === 'string' ? [] : [{ ...place(), ...NO_COMMAND }];
  const filled = Object.entries(fields).flatMap(([field, value]) => {
    if (typeof value !== 'string' || !hasTags(value)) return [];
    return checkFilled(value, names, place, field === 'note' ? 'texts' : 'tokens');
  });
  return [...unsaid, ...filled];
}

const NO_COMMAND: Fault = { fact: 'What is shown after the writing has no command', remedy: 'Write { command: make, note: what it does }' };

/** A value of a record is printed as it is: a tag in it would be printed, too. */
function tagFaults({ fields }: Contribution): Fault[] {
  const tagged = Object.entries(fields).filter(([, value]) => [value].flat().some((text) => hasTags(String(text))));
  return tagged.map(([name]) => ({
    fact: `"${name}" holds a tag (<%), and what is contributed is printed as it is`,
    remedy: 'Write the text itself (pkgname stands for the name of the package), or print it in a template',
  }));
}

function kindOf(value: RecordValue): string {
  return typeof value === 'object' ? 'list' : 'scalar';
}
