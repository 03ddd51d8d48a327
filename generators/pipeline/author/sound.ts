import { type ParseError, parse as parseJson, printParseErrorCode } from 'jsonc-parser';
import { parse as parseToml, TomlError } from 'smol-toml';
import { LineCounter, parseAllDocuments } from 'yaml';
import { findPythonMistake } from '../merge/python/tokens.js';

/** Why a file is not what its name says, and in which line. */
export interface Flaw {
  readonly line: number;
  /** As the end of a sentence: `is no TOML: …`. */
  readonly reason: string;
}

/**
 * Finds out whether a file can be read as what its name says. Of the formats that nothing here reads, nothing is said.
 *
 * @returns the first thing that is wrong.
 */
export function flawIn(path: string, text: string): Flaw | undefined {
  if (text.trim() === '') return undefined;
  if (path.endsWith('.toml')) return flawOfToml(text);
  if (/\.(ya?ml|cff)$/.test(path)) return flawOfYaml(text);
  if (path.endsWith('.json')) return flawOfJson(text);
  return path.endsWith('.py') ? flawOfPython(text) : undefined;
}

function flawOfToml(text: string): Flaw | undefined {
  try {
    parseToml(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = ''] = error.message.split('\n');
    return { line: error.line, reason: `is no TOML: ${first.replace(/^Invalid TOML document: /, '')}` };
  }
}

function flawOfYaml(text: string): Flaw | undefined {
  const lines = new LineCounter();
  const [error] = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false }).flatMap(({ errors }) => errors);
  if (error === undefined) return undefined;
  return { line: lines.linePos(error.pos[0]).line, reason: `is no YAML: ${error.message.replaceAll(/\s+/g, ' ')}` };
}

/** Comments and commas before an end are left to the tool that reads the file: some take them. */
function flawOfJson(text: string): Flaw | undefined {
  const errors: ParseError[] = [];
  parseJson(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  return error === undefined ? undefined : { line: lineAt(text, error.offset), reason: `is no JSON: ${printParseErrorCode(error.error)}` };
}

function flawOfPython(text: string): Flaw | undefined {
  const plain = text.replaceAll('\r\n', '\n');
  const place = findPythonMistake(plain);
  // What is never closed is missed at the end: in the last line that says something.
  return place === undefined ? undefined : { line: lineAt(plain, Math.min(place, plain.trimEnd().length)), reason: 'is no Python' };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
