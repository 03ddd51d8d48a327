import { didYouMean } from '../../nearest.js';
import type { Problem } from '../../template/nodes.js';
import type { Pack, Sign, Task } from '../pack.js';
import type { Locate } from '../problem.js';

type Kind = Sign['kind'];
type Field = Exclude<keyof Sign, 'kind'>;
type Fault = Pick<Problem, 'fact' | 'remedy'>;

interface Takes {
  /** Of each of these lists, one has to be there. */
  readonly needs: readonly (readonly Field[])[];
  readonly may: readonly Field[];
  readonly example: string;
}

/** What a sign holds besides its kind. */
const TAKES: Readonly<Record<Kind, Takes>> = {
  file: { needs: [['path']], may: ['lines', 'count'], example: '{ kind: file, path: dvc.yaml }' },
  content: { needs: [['path'], ['text', 'any']], may: ['count'], example: '{ kind: content, path: "**/*.sh", text: docker build }' },
  imports: { needs: [['module']], may: ['names', 'in'], example: '{ kind: imports, module: fastapi, names: [FastAPI] }' },
  tests: { needs: [], may: ['path', 'text', 'any', 'count'], example: '{ kind: tests, path: "tests/**/*.py" }' },
  setting: { needs: [['path'], ['key']], may: ['count'], example: '{ kind: setting, path: pyproject.toml, key: tool.mypy }' },
  git: { needs: [['what']], may: [], example: '{ kind: git, what: commit }' },
  declared: { needs: [['what']], may: [], example: '{ kind: declared, what: "Where does it run?" }' },
  invoke: { needs: [['task']], may: [], example: '{ kind: invoke, task: lint }' },
  pytest: { needs: [['path']], may: [], example: '{ kind: pytest, path: tests/test_data.py }' },
};
const GIT_FACTS = ['commit', 'remote'];
/** With more of them in one name, a pattern would take for ever on some names. */
const MOST_STARS = 3;

/** Checks that each sign of a task holds what its kind takes, and looks at nothing outside of the repository. */
export function checkEvidence({ tasks }: Pack, locate: Locate): Problem[] {
  return tasks.flatMap((task) =>
    task.evidence.flatMap((item, index) =>
      [item].flat().flatMap((sign, place) => {
        const path = Array.isArray(item) ? [index, place] : [index];
        return faultsOf(sign).map((fault) => ({ ...placeOf(task, path, locate), ...fault }));
      }),
    ),
  );
}

function placeOf({ slug, stage }: Task, path: readonly (string | number)[], locate: Locate): Pick<Problem, 'file' | 'line'> {
  return locate([...(stage === undefined ? [] : [`${stage}/stage.yml`]), 'pack.yml'], ['tasks', slug, 'evidence', ...path]);
}

function faultsOf(sign: Sign): Fault[] {
  return [...strangeFields(sign), ...missingFields(sign), ...pathFaults(sign), ...keyFaults(sign), ...gitFaults(sign)];
}

function strangeFields({ kind, ...fields }: Sign): Fault[] {
  const { needs, may } = TAKES[kind];
  const known: readonly string[] = [...needs.flat(), ...may];
  return Object.keys(fields)
    .filter((field) => !known.includes(field))
    .map((field) => ({
      fact: `A sign of the kind "${kind}" takes no "${field}"`,
      remedy: `${didYouMean(field, known)}It takes: ${known.join(', ')}`,
    }));
}

function missingFields(sign: Sign): Fault[] {
  const { needs, example } = TAKES[sign.kind];
  return needs
    .filter((fields) => fields.every((field) => isEmpty(sign[field])))
    .map((fields) => ({
      fact: `A sign of the kind "${sign.kind}" has no ${fields.map((field) => `"${field}"`).join(' and no ')}`,
      remedy: `Write it as in ${example}`,
    }));
}

function isEmpty(value: Sign[Field]): boolean {
  return value === undefined || (typeof value === 'object' ? value.length === 0 || value.includes('') : value === '');
}

function pathFaults({ path, in: folder }: Sign): Fault[] {
  return [path, folder].flatMap((text) => {
    if (text === undefined) return [];
    const said = `The path ${JSON.stringify(text)} of a sign`;
    const parts = text.split('/');
    if (text.startsWith('/') || /^[A-Za-z]:/.test(text) || text.includes('\\'))
      return [{ fact: `${said} is absolute, or has backslashes`, remedy: 'Begin in the root of the repository, with / between names' }];
    if (parts.includes('..')) return [{ fact: `${said} leads out of the repository`, remedy: 'Name what is in the repository' }];
    return parts.some((part) => (part.match(/\*+/g)?.length ?? 0) > MOST_STARS)
      ? [{ fact: `${said} has more than ${MOST_STARS} stars in one name`, remedy: 'Take some of them out' }]
      : [];
  });
}

function keyFaults({ kind, key = '' }: Sign): Fault[] {
  if (kind !== 'setting' || key === '' || key.split('.').every((part) => part.trim() !== '')) return [];
  return [{ fact: `The key ${JSON.stringify(key)} of a sign has an empty part`, remedy: 'Write it as in tool.ruff.lint' }];
}

function gitFaults({ kind, what = '' }: Sign): Fault[] {
  if (kind !== 'git' || what === '' || GIT_FACTS.includes(what)) return [];
  return [{ fact: `Git has no "${what}" to look for`, remedy: `${didYouMean(what, GIT_FACTS)}Write ${GIT_FACTS.join(' or ')}` }];
}
