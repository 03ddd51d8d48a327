import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../packs/pack_folder.js';

describe('a tag of another template language', () => {
  const found = (path: string, text: string) =>
    problemsOf({ 'pack.yml': 'id: x\n', 's/stage.yml': `files: { ${path}: { template: true } }\n`, [`s/files/${path}`]: text });

  it('is named where it would be emitted as it stands', async () => {
    const text = '# <%- name %>\n\nby {{ name }}\n<% if (name) { %>\n{{cookiecutter.repo_name}}\n<% } %>\n';
    expect(await found('a.md', text)).toEqual([
      's/files/a.md:3: {{ name }} is a tag of another template language, and would be emitted as it stands',
      's/files/a.md:5: {{cookiecutter.repo_name}} is a tag of another template language, and would be emitted as it stands',
    ]);
  });

  it.each([
    ['an expression of GitHub', 'a.yaml', 'name: <%- package %>\non: ${{ name }}\n'],
    ['a name that is not the pack’s', 'a.md', '{{ other }} <%- package %>\n'],
    ['a template of that language', 'a.html', '<p>{{ name }}</p><%- package %>\n'],
  ])('is none: %s', async (_, path, text) => {
    expect(await found(path, text)).toEqual([]);
  });
});
