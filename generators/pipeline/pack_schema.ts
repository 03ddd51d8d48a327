import type { ErrorObject, ValidateFunction } from 'ajv';
import packSchema from '../../schemas/pack.schema.json' with { type: 'json' };
import stageSchema from '../../schemas/stage.schema.json' with { type: 'json' };
import type { AdditiveFormat, Evidence, QuestionType, RecordValue, Task } from './pack.js';
import type { Locate, Problem } from './pack_problem.js';

export interface QuestionSource {
  readonly name: string;
  readonly type: QuestionType;
  readonly flag?: string;
  readonly message: string;
  readonly help?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly default?: string | readonly string[];
  readonly when?: string;
  readonly required?: boolean;
  readonly quiet?: boolean;
}

/** What a stage says about a task that it claims; the checklist may say it too. */
export interface ClaimSource {
  readonly needs?: readonly string[];
  readonly soft?: readonly string[];
  readonly artifacts?: readonly string[];
  readonly evidence?: readonly Evidence[];
  readonly commands?: readonly string[];
}

export interface TaskSource extends ClaimSource {
  readonly id?: number;
  readonly wording?: string;
  readonly modules?: readonly string[];
  readonly group?: string;
  readonly kind?: Task['kind'];
  readonly always?: boolean;
}

/** `pack.yml`, after `extends`. */
export interface PackYaml {
  readonly id: string;
  readonly title?: string;
  readonly engine?: number;
  readonly revision?: number;
  readonly course?: Readonly<Record<string, string | number>>;
  readonly modules?: Readonly<Record<string, { readonly title: string; readonly page?: string }>>;
  readonly groups?: Readonly<Record<string, string>>;
  readonly tasks?: Readonly<Record<string, TaskSource>>;
  readonly presets?: Readonly<Record<string, readonly (string | number)[]>>;
  readonly asks?: readonly QuestionSource[];
  readonly reserved?: readonly string[];
}

/** How a file is not plain. */
export interface FileSource {
  readonly template?: boolean;
  readonly as?: string;
  readonly when?: string;
  readonly once?: boolean;
  readonly executable?: boolean;
  readonly additive?: AdditiveFormat;
}

export interface RecordSource {
  readonly when?: string;
  readonly [field: string]: RecordValue | undefined;
}

/** `stage.yml`, after `extends`. */
export interface StageYaml {
  readonly title?: string;
  readonly summary?: string;
  readonly after?: readonly string[];
  readonly tasks?: Readonly<Record<string, ClaimSource>>;
  readonly asks?: readonly QuestionSource[];
  readonly files?: Readonly<Record<string, FileSource>>;
  readonly parts?: Readonly<Record<string, Pick<FileSource, 'as' | 'when'>>>;
  readonly contributes?: Readonly<Record<string, readonly RecordSource[]>>;
}

/** Tells whether a value has the shape of a document, and reports what has not. */
export interface Shapes {
  isPack(value: unknown, report: (problem: Problem) => void): value is PackYaml;
  isStage(id: string, value: unknown, report: (problem: Problem) => void): value is StageYaml;
}

/** Loads the schema validator, which only a folder needs. */
export async function loadShapes(locate: Locate): Promise<Shapes> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
  const isPackShape = ajv.compile<PackYaml>(packSchema);
  const isStageShape = ajv.compile<StageYaml>(stageSchema);
  return {
    isPack: (value, report): value is PackYaml => {
      const fits = isPackShape(value);
      for (const error of errorsOf(isPackShape)) report(describeError(error, 'pack.yml', locate));
      return fits;
    },
    isStage: (id, value, report): value is StageYaml => {
      const fits = isStageShape(value);
      for (const error of errorsOf(isStageShape)) report(describeError(error, `${id}/stage.yml`, locate));
      return fits;
    },
  };
}

function errorsOf(validate: ValidateFunction): ErrorObject[] {
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'propertyNames');
}

function describeError(error: ErrorObject, document: string, locate: Locate): Problem {
  const path = readPointer(error.instancePath);
  const extra: unknown = error.params['additionalProperty'] ?? error.propertyName;
  const place = locate([document], typeof extra === 'string' ? [...path, extra] : path);
  const name = path.join('.') || document;
  return { ...place, ...explain(error, name) };
}

function explain(
  { keyword, params, parentSchema, propertyName }: ErrorObject,
  name: string,
): Pick<Problem, 'fact' | 'remedy'> {
  const description: unknown = parentSchema?.['description'];
  const expected = typeof description === 'string' ? description : `${String(params['type'] ?? 'something else')}`;
  if (keyword === 'additionalProperties') {
    const known = Object.keys(parentSchema?.['properties'] ?? {});
    return {
      fact: `${name} has no key "${String(params['additionalProperty'])}"`,
      remedy: known.length === 0 ? 'Remove it' : `There are: ${known.join(', ')}`,
    };
  }
  if (keyword === 'required') return { fact: `${name} lacks "${String(params['missingProperty'])}"`, remedy: 'Add it' };
  if (keyword === 'enum')
    return { fact: `${name} is none of the known ones`, remedy: `Use one of: ${listAllowed(params['allowedValues'])}` };
  if (propertyName !== undefined)
    return { fact: `The key "${propertyName}" in ${name} has the wrong form`, remedy: `Write ${expected}` };
  return { fact: `${name} has the wrong form`, remedy: `Write ${expected}` };
}

function listAllowed(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : '';
}

/** The keys and positions of a JSON pointer. */
function readPointer(pointer: string): (string | number)[] {
  const keys = pointer.split('/').slice(1);
  return keys
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
