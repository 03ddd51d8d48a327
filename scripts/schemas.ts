import { packYaml, stageYaml } from '../generators/pipeline/pack/fields.js';
import type { JsonSchema } from '../generators/pipeline/pack/shape.js';

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** The JSON Schemas that are published for editors and other programs, by the name of their file in schemas/. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  'pack.schema.json': { $schema: DRAFT, title: 'A pack of generator-mlops (pack.yml, after `extends`)', ...packYaml.schema() },
  'stage.schema.json': {
    $schema: DRAFT,
    title: 'A stage of a pack of generator-mlops (stage.yml, after `extends`)',
    ...stageYaml.schema(),
  },
};
