import type { ErrorObject, ValidateFunction } from 'ajv';
import packSchema from '../../../../schemas/pack.schema.json' with { type: 'json' };
import stageSchema from '../../../../schemas/stage.schema.json' with { type: 'json' };
import type { Problem } from '../../template/nodes.js';
import type { Locate } from '../problem.js';
import type { PackYaml, StageYaml } from './documents.js';

/** Tells whether a value has the shape of a document, and reports what has not. */
export interface Shapes {
  isPack(value: unknown, report: (problem: Problem) => void): value is PackYaml;
  isStage(id: string, value: unknown, report: (problem: Problem) => void): value is StageYaml;
}

interface Validators {
  readonly pack: ValidateFunction<PackYaml>;
  readonly stage: ValidateFunction<StageYaml>;
}

let validators: Promise<Validators> | undefined;

/** Loads the schema validator, which only a folder needs. */
export async function loadShapes(locate: Locate): Promise<Shapes> {
  validators ??= compileSchemas();
  const { pack, stage } = await validators;
  return {
    isPack: (value, report): value is PackYaml => {
      const fits = pack(value);
      for (const error of errorsOf(pack)) report(describeError(error, 'pack.yml', locate));
      return fits;
    },
    isStage: (id, value, report): value is StageYaml => {
      const fits = stage(value);
      for (const error of errorsOf(stage)) report(describeError(error, `${id}/stage.yml`, locate));
      return fits;
    },
  };
}

async function compileSchemas(): Promise<Validators> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
  return { pack: ajv.compile<PackYaml>(packSchema), stage: ajv.compile<StageYaml>(stageSchema) };
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

function explain({ keyword, params, parentSchema, propertyName }: ErrorObject, name: string): Pick<Problem, 'fact' | 'remedy'> {
  const description: unknown = parentSchema?.['description'];
  const expected = typeof description === 'string' ? description : wanted(keyword, params);
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
  if (propertyName !== undefined) return { fact: `The key "${propertyName}" in ${name} has the wrong form`, remedy: `Write ${expected}` };
  return { fact: `${name} has the wrong form`, remedy: `Write ${expected}` };
}

function wanted(keyword: string, params: Readonly<Record<string, unknown>>): string {
  if (keyword === 'minimum') return `a number of at least ${String(params['limit'])}`;
  return String(params['type'] ?? 'something else');
}

function listAllowed(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : '';
}

/** The keys and positions of a JSON pointer. */
function readPointer(pointer: string): (string | number)[] {
  const keys = pointer.split('/').slice(1);
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
