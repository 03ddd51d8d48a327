import { Refusal } from '../../errors.js';
import { readChunks, type TagChunk } from '../../template/chunks.js';
import { hasTags } from '../../template/fill.js';
import type { Problem } from '../../template/nodes.js';
import { readTag } from '../../template/tags.js';
import { itemType, type NameTypes, typeOfOperand, verifyExpression } from '../../template/types.js';
import type { StageSource } from './documents.js';

/**
 * Finds the files of a stage that read as templates, though nothing says whether they are: their tags would be emitted as they stand.
 * A file may be full of `<%`, in ERB or in another project's EJS; so only a tag of our own grammar with names of this pack counts, and
 * `template: false` says that it is meant as it is.
 *
 * @param names what the pack's templates can use.
 */
export function checkUndeclared({ id, yaml, files }: StageSource, names: NameTypes): Problem[] {
  return [...files].flatMap(([path, { origin, content, binary }]) => {
    if (binary || !hasTags(content) || yaml.files?.[path]?.template !== undefined) return [];
    const tag = readChunks(content).find((chunk): chunk is TagChunk => chunk.kind === 'tag' && isOurs(chunk, names));
    if (tag === undefined) return [];
    return [
      {
        file: origin,
        line: tag.line,
        fact: `${tag.opening} ${tag.code.trim().replace(/\s+/g, ' ')} … looks like a template, and this file is not declared as one`,
        remedy: `Add "${path}: { template: true }" to "files" in ${id}/stage.yml, or { template: false } to keep it as it is`,
      },
    ];
  });
}

function isOurs(chunk: TagChunk, names: NameTypes): boolean {
  try {
    const tag = readTag(chunk);
    if (tag.kind === 'value') typeOfOperand(tag.value, names);
    else if (tag.kind === 'if') verifyExpression(tag.condition, names);
    else if (tag.kind === 'for') itemType(tag.list, names);
    else return tag.kind === 'parts';
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
