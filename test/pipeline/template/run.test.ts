import { describe, expect, it } from 'vitest';
import { type CompiledTemplate, runTemplate } from '../../../generators/pipeline/template/run.js';

const PLACE = { file: 's/files/x', path: 'a.toml' };

describe('running a template', () => {
  it('gives it the values, the package and the helpers of its file', () => {
    const compiled: CompiledTemplate = ({ data, use, name }) => `${use.encode('a"b')} ${name} ${JSON.stringify(data)}`;
    expect(runTemplate(compiled, { data: { x: '1' }, name: 'wine' }, PLACE)).toBe('"a\\"b" wine {"x":"1"}');
  });

  it('gives it parts as whole lines, or none', () => {
    const compiled: CompiledTemplate = ({ parts }) => `[${parts}]`;
    const parts = [undefined, '', 'a', 'a\n'].map((text) =>
      runTemplate(compiled, { data: {}, name: '', ...(text === undefined ? {} : { parts: text }) }, PLACE),
    );
    expect(parts).toEqual(['[]', '[]', '[a\n]', '[a\n]']);
  });
});
