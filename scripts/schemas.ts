import { packYaml, stageYaml } from '../generators/pipeline/pack/fields.js';
import type { JsonSchema } from '../generators/pipeline/pack/shape.js';
import type { LIST_CHANGES } from '../generators/pipeline/pack/source/lay_over.js';

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** The JSON Schemas that are published for editors and other programs, by the name of their file in schemas/. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  'pack.schema.json': { $schema: DRAFT, title: 'A pack of generator-mlops (pack.yml)', ...asWritten(packYaml.schema()) },
  'stage.schema.json': { $schema: DRAFT, title: 'A stage of a pack of generator-mlops (stage.yml)', ...asWritten(stageYaml.schema()) },
};

/** What a document may look like that is laid over another: a key may be taken away by null, and a list may be changed. */
function asWritten(schema: JsonSchema): JsonSchema {
  const { properties, additionalProperties, required = [] } = schema;
  const mustBe = Array.isArray(required) ? required.map(String) : [];
  return {
    ...schema,
    ...(isSchema(properties) ? { properties: changeableFields(properties, mustBe) } : {}),
    ...(isSchema(additionalProperties) ? { additionalProperties: changeable(additionalProperties) } : {}),
  };
}

function changeableFields(properties: JsonSchema, mustBe: readonly string[]): JsonSchema {
  const fields = Object.entries(properties).map(([name, field]) => {
    // What a document removes is its own list.
    return [name, isSchema(field) && name !== 'remove' && !mustBe.includes(name) ? changeable(field) : field] as const;
  });
  return Object.fromEntries(fields);
}

function changeable(schema: JsonSchema): JsonSchema {
  const { description, ...bare } = schema;
  const forms = bare['type'] === 'array' ? [bare, listChange(bare), { type: 'null' }] : [asWritten(bare), { type: 'null' }];
  return { ...(description === undefined ? {} : { description }), anyOf: forms };
}

function listChange(list: JsonSchema): JsonSchema {
  const names = { type: 'array', items: { type: ['string', 'number'] } };
  const { items } = list;
  const forms: Readonly<Record<(typeof LIST_CHANGES)[number], JsonSchema>> = {
    add: { ...list, description: 'What stands behind the items below' },
    remove: { ...names, description: 'Items that go, by their names' },
    change: {
      type: 'object',
      description: 'Fields of items that are others, by the names of the items',
      additionalProperties: isSchema(items) ? someOf(items) : true,
    },
    replace: { ...list, description: 'What stands in the place of the items below' },
  };
  return {
    type: 'object',
    description: 'What happens to the list of the pack that is extended',
    minProperties: 1,
    properties: forms,
    additionalProperties: false,
  };
}

/** Some fields of a record, whichever. */
function someOf(record: JsonSchema): JsonSchema {
  const { required: _, ...rest } = record;
  return asWritten(rest);
}

function isSchema(value: JsonSchema[string]): value is JsonSchema {
  return typeof value === 'object' && !Array.isArray(value);
}
