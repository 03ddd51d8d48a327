import { describe, expect, it } from 'vitest';
import { compiledBody, compilerOf, compileTemplate, renderTemplate } from '../../../generators/pipeline/template/compile.js';
import { helpersFor } from '../../../generators/pipeline/template/helpers.js';
import { parseTemplate } from '../../../generators/pipeline/template/parse.js';
import { runTemplate } from '../../../generators/pipeline/template/run.js';

const TYPES = { name: 'text' } as const;
const PLACE = { file: 's/files/x', path: 'a.toml' };

describe('a template that was compiled', () => {
  it('depends on no answer: it runs with one after the other, and for one package after the other', () => {
    const compiled = compileTemplate(parseTemplate('<%- name %> in pkgname\n<%- parts %>\n', 'x'), TYPES);
    expect(runTemplate(compiled, { data: { name: 'A' }, name: 'wine', parts: 'one' }, PLACE)).toBe('"A" in wine\none\n');
    expect(runTemplate(compiled, { data: { name: 'B' }, name: 'beer' }, PLACE)).toBe('"B" in beer\n');
  });

  it('is compiled once for each source', () => {
    const templates = compilerOf(TYPES);
    const [one, same, other] = ['x', 'x', 'y'].map((content) => templates({ origin: 'o', content }));
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  it('says where it is broken', () => {
    expect(() => compilerOf(TYPES)({ origin: 's/files/x', content: '\n<% process.exit() %>' })).toThrow(
      /The pack is broken: s\/files\/x:2/,
    );
  });

  it('is the same function where the build prints it', () => {
    const template = parseTemplate("<% if (name === 'A') { %>yes<% } else { %>no `${x}` \\ <%% <% } %>", 'x');
    const printed: unknown = new Function('it', compiledBody(template, TYPES));
    const run = (name: string): unknown => {
      return typeof printed === 'function'
        ? printed({ data: { name }, use: helpersFor('plain', 'x', 'a.txt'), parts: '', name: '' })
        : undefined;
    };
    for (const name of ['A', 'B']) expect(run(name)).toBe(renderTemplate(template, { types: TYPES, values: { name } }, 'a.txt'));
  });
});
